/** Pictures out of the blob store. */
@NullMarked
package io.llmi.gateway.blob;

import org.jspecify.annotations.NullMarked;
