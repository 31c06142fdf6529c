package io.llmi.toolkit.image.provenance;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import io.llmi.toolkit.image.RejectedImageException;
import io.llmi.toolkit.image.container.ImageContainer;

/** Writes provenance into finished files. Pure: the same bytes for the same arguments. Thread-safe. */
public final class PictureMetadata {
    private PictureMetadata() {}

    /**
     * The same picture with this provenance in its file, in the place of any XMP that it had; its compressed pixels are
     * copied as they are.
     *
     * @param bytes a whole PNG, JPEG or WebP file
     * @throws RejectedImageException if it is none, or is cut off
     */
    public static byte[] embed(byte[] bytes, EmbeddedProvenance provenance) throws RejectedImageException {
        return ImageContainer.of(bytes).withXmp(XmpPacket.of(provenance));
    }

    /**
     * How a picture came to be, as its file says.
     *
     * @param bytes a file that {@link #embed} wrote: XMP that is compressed or split up is not found
     */
    public static Optional<DigitalSourceType> sourceType(byte[] bytes) {
        String file = new String(bytes, StandardCharsets.ISO_8859_1);
        int at = file.indexOf(DigitalSourceType.VOCABULARY);
        if (at < 0) {
            return Optional.empty();
        }
        int start = at + DigitalSourceType.VOCABULARY.length();
        int end = start;
        while (end < file.length() && Character.isLetter(file.charAt(end))) {
            end++;
        }
        return DigitalSourceType.ofTerm(file.substring(start, end));
    }
}
