/** What a PNG, JPEG or WebP file is made of, read without decoding a pixel of it. */
@NullMarked
package io.llmi.toolkit.image.container;

import org.jspecify.annotations.NullMarked;
