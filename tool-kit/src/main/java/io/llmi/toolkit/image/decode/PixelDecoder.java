package io.llmi.toolkit.image.decode;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import io.llmi.toolkit.image.RejectedImageException;
import io.llmi.toolkit.image.RejectedImageException.Reason;
import io.llmi.toolkit.image.container.Format;
import io.llmi.toolkit.image.container.ImageContainer;

/**
 * Decodes to the end or not at all: decoders for JPEG paint what is missing grey and only warn, so their warnings count as
 * failures here. Thread-safe.
 */
public final class PixelDecoder {
    /** libjpeg's message about stray bytes between segments, which every viewer ignores and some cameras write. */
    private static final String HARMLESS = "extraneous bytes before marker";

    private PixelDecoder() {}

    /**
     * Pixels as stored, not turned, in sRGB.
     *
     * @param maxProfileBytes what an embedded colour profile may unpack to
     * @throws RejectedImageException {@code CORRUPT}, {@code UNSUPPORTED} or {@code TOO_MUCH_METADATA}
     */
    public static BufferedImage decode(ImageContainer container, int maxProfileBytes) throws RejectedImageException {
        Optional<byte[]> profile = container.colourProfile(maxProfileBytes);
        BufferedImage pixels = decode(container);
        if (pixels.getWidth() != container.width() || pixels.getHeight() != container.height()) {
            throw new RejectedImageException(Reason.CORRUPT, "the picture has another size than its header says");
        }
        return Srgb.of(pixels, profile);
    }

    private static BufferedImage decode(ImageContainer container) throws RejectedImageException {
        String mediaType = container.format().mediaType();
        ImageReader reader = reader(container.format());
        List<String> warnings = new ArrayList<>();
        IIOReadWarningListener listener = (source, warning) -> warnings.add(warning);
        reader.addIIOReadWarningListener(listener);
        try (var input = new ByteArrayImageInputStream(container.pixelsOnly())) {
            reader.setInput(input, true, true);
            BufferedImage pixels = reader.read(0);
            if (!warnings.stream().allMatch(warning -> warning.contains(HARMLESS))) {
                throw new RejectedImageException(
                        Reason.CORRUPT, "the %s picture is damaged or cut off".formatted(mediaType));
            }
            return pixels;
        } catch (IOException | RuntimeException e) {
            throw new RejectedImageException(
                    Reason.CORRUPT, "the %s picture cannot be decoded; it may be cut off".formatted(mediaType));
        } finally {
            reader.dispose();
        }
    }

    private static ImageReader reader(Format format) {
        if (format == Format.WEBP) {
            // Asked directly: ImageIO's own registry depends on which class loader looked first.
            return new WebPImageReaderSpi().createReaderInstance(null);
        }
        Iterator<ImageReader> readers = ImageIO.getImageReadersByMIMEType(format.mediaType());
        if (!readers.hasNext()) {
            throw new IllegalStateException("this Java has no reader for %s; use one with the module java.desktop"
                    .formatted(format.mediaType()));
        }
        return readers.next();
    }
}
