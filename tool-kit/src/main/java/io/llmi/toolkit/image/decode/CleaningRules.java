package io.llmi.toolkit.image.decode;

import io.llmi.toolkit.image.ImageBounds;
import io.llmi.toolkit.image.RejectedImageException;
import io.llmi.toolkit.image.RejectedImageException.Reason;
import io.llmi.toolkit.image.container.ImageContainer;

/**
 * What a picture has to satisfy and how it is written.
 *
 * @param jpegQuality 0..1
 * @param maxMetadataBytes of the file's metadata together, and of its colour profile once unpacked
 */
public record CleaningRules(ImageBounds bounds, float jpegQuality, int maxMetadataBytes) {
    /** Checks everything that can be known without decoding. */
    public void check(ImageContainer container) throws RejectedImageException {
        if (container.animated()) {
            throw new RejectedImageException(Reason.ANIMATED, "the picture moves; only still pictures are accepted");
        }
        boolean swapped = container.orientation().swapsSides();
        bounds.check(
                swapped ? container.height() : container.width(), swapped ? container.width() : container.height());
        if (container.metadataBytes() > maxMetadataBytes) {
            throw new RejectedImageException(
                    Reason.TOO_MUCH_METADATA,
                    "the picture carries %d bytes of metadata; at most %d are accepted"
                            .formatted(container.metadataBytes(), maxMetadataBytes));
        }
    }
}
