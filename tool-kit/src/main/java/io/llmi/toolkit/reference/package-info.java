/** Which jobs use which blobs, so that a deleted job takes along what no other one uses. */
@NullMarked
package io.llmi.toolkit.reference;

import org.jspecify.annotations.NullMarked;
