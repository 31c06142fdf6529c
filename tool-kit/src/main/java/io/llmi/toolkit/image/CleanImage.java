package io.llmi.toolkit.image;

/**
 * A picture of our own making: upright, in sRGB, still, and without a byte of metadata.
 *
 * @param bytes the file; not copied, not to be changed
 * @param mediaType {@code image/png} or {@code image/jpeg}
 * @param width in pixels
 * @param height in pixels
 */
public record CleanImage(byte[] bytes, String mediaType, int width, int height) {}
