/** Writes where a picture comes from into its file, as an XMP packet. */
@NullMarked
package io.llmi.toolkit.image.provenance;

import org.jspecify.annotations.NullMarked;
