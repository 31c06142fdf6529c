/** From the bytes of a file to pixels in sRGB and back to a file of our own; runs inside the decoder process. */
@NullMarked
package io.llmi.toolkit.image.decode;

import org.jspecify.annotations.NullMarked;
