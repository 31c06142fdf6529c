/** The content-addressed blob store and the named objects beside it. */
@NullMarked
package io.llmi.toolkit.blob;

import org.jspecify.annotations.NullMarked;
