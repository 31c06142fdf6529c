package io.llmi.toolkit.image.container;

import java.util.Optional;

import io.llmi.toolkit.image.RejectedImageException;
import io.llmi.toolkit.image.RejectedImageException.Reason;

/**
 * A picture's file, taken apart into chunks or segments. Building one reads lengths and headers only, so it costs time
 * in proportion to the bytes at hand and never to what they claim to hold. Immutable as long as nobody changes the bytes.
 */
public sealed interface ImageContainer permits PngContainer, JpegContainer, WebpContainer {
    /**
     * Takes a file apart.
     *
     * @throws RejectedImageException {@code NOT_A_PICTURE}, {@code TRUNCATED}, {@code CORRUPT} or {@code UNSUPPORTED}
     */
    static ImageContainer of(byte[] bytes) throws RejectedImageException {
        Format format = Format.sniff(bytes)
                .orElseThrow(() -> new RejectedImageException(
                        Reason.NOT_A_PICTURE, "the bytes are not a PNG, JPEG or WebP picture"));
        return switch (format) {
            case PNG -> PngContainer.parse(bytes);
            case JPEG -> JpegContainer.parse(bytes);
            case WEBP -> WebpContainer.parse(bytes);
        };
    }

    Format format();

    /** Pixels of a row as stored, before any turning. */
    int width();

    int height();

    /** Whether there is more than a still picture, and the still picture is not stored on its own. */
    boolean animated();

    /** How the picture is to be turned. */
    Orientation orientation();

    /** Bytes that are neither pixels nor needed to read them. */
    long metadataBytes();

    /**
     * The embedded colour profile.
     *
     * @param maxBytes what a compressed profile may unpack to
     * @throws RejectedImageException {@code TOO_MUCH_METADATA} if it is larger
     */
    Optional<byte[]> colourProfile(int maxBytes) throws RejectedImageException;

    /** The same still picture in a file that holds nothing but what a decoder needs for its pixels. */
    byte[] pixelsOnly();

    /**
     * The same file with this XMP packet in the place of any other. Whatever follows the picture's end is dropped.
     *
     * @throws IllegalArgumentException if the packet is larger than the format can hold
     */
    byte[] withXmp(byte[] packet);
}
