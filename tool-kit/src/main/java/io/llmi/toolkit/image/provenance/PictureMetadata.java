package io.llmi.toolkit.image.provenance;

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
}
