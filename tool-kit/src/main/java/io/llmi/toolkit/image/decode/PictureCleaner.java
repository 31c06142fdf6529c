package io.llmi.toolkit.image.decode;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;

import io.llmi.toolkit.image.CleanImage;
import io.llmi.toolkit.image.ImageEncoder;
import io.llmi.toolkit.image.RejectedImageException;
import io.llmi.toolkit.image.container.Format;
import io.llmi.toolkit.image.container.ImageContainer;

/** Makes a new file from the pixels of an untrusted one. */
public final class PictureCleaner {
    private PictureCleaner() {}

    /** @throws RejectedImageException if the bytes break the rules or do not decode to the end */
    public static CleanImage clean(byte[] bytes, CleaningRules rules) throws RejectedImageException {
        ImageContainer container = ImageContainer.of(bytes);
        rules.check(container);
        BufferedImage pixels =
                container.orientation().upright(PixelDecoder.decode(container, rules.maxMetadataBytes()));
        boolean palette = pixels.getColorModel() instanceof IndexColorModel;
        boolean showsThrough = Srgb.showsThrough(pixels);
        BufferedImage kept =
                !palette && !showsThrough && pixels.getColorModel().hasAlpha() ? Srgb.opaque(pixels) : pixels;
        Format written = switch (container.format()) {
            case PNG -> Format.PNG;
            case JPEG -> Format.JPEG;
            case WEBP -> showsThrough ? Format.PNG : Format.JPEG;
        };
        byte[] file = written == Format.PNG ? ImageEncoder.png(kept) : ImageEncoder.jpeg(kept, rules.jpegQuality());
        return new CleanImage(file, written.mediaType(), kept.getWidth(), kept.getHeight());
    }
}
