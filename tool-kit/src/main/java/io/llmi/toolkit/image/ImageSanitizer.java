package io.llmi.toolkit.image;

import java.time.Duration;

import io.llmi.toolkit.image.RejectedImageException.Reason;
import io.llmi.toolkit.image.child.ChildCommand;
import io.llmi.toolkit.image.child.DecoderPool;
import io.llmi.toolkit.image.container.ImageContainer;
import io.llmi.toolkit.image.decode.CleaningRules;

/**
 * Makes a clean picture from bytes that nobody vouches for: search results, answers of remote backends, uploads.
 *
 * <p>The format is told by the bytes, sizes are read from headers before anything is decoded, and only pixels survive:
 * they are decoded in a child process, converted to sRGB, turned upright and encoded anew without metadata. JPEG stays
 * JPEG, PNG stays PNG, WebP becomes PNG where it shows through and JPEG where it does not. Of an animated PNG the default
 * picture is kept; an animated WebP is rejected. Thread-safe; blocks.
 */
public final class ImageSanitizer implements AutoCloseable {
    private final Settings settings;
    private final DecoderPool pool;

    /**
     * @param maxBytes of a file
     * @param maxPixels width times height; bounds of a caller can only be narrower
     * @param maxMetadataBytes of a file's metadata together, and of its colour profile once unpacked
     * @param jpegQuality 0..1, of the JPEGs that are written
     * @param decodeTimeout for one picture, after which its process is killed
     * @param children decoder processes, and pictures, at a time
     * @param startTimeout for a decoder process to become ready
     * @param recycleAfter pictures after which a decoder process is replaced
     */
    public record Settings(
            int maxBytes,
            long maxPixels,
            int maxMetadataBytes,
            float jpegQuality,
            Duration decodeTimeout,
            int children,
            Duration startTimeout,
            int recycleAfter) {}

    /** Starts no process yet. */
    public ImageSanitizer(Settings settings) {
        this(settings, ChildCommand.decoder());
    }

    ImageSanitizer(Settings settings, ChildCommand command) {
        this.settings = settings;
        this.pool = new DecoderPool(
                command,
                new DecoderPool.Limits(
                        settings.children(),
                        settings.decodeTimeout(),
                        settings.startTimeout(),
                        settings.recycleAfter()));
    }

    /**
     * Cleans one picture.
     *
     * @param bounds of the upright picture
     * @throws RejectedImageException if the bytes are not accepted; never retryable with the same bytes, but for
     *     {@code DECODE_TIMEOUT}
     * @throws InterruptedException if interrupted while waiting or decoding; the decoding is then killed
     */
    public CleanImage sanitize(byte[] bytes, ImageBounds bounds) throws RejectedImageException, InterruptedException {
        return sanitize(bytes, bounds, new PixelBudget(Long.MAX_VALUE));
    }

    /**
     * Cleans one of several pictures of a run.
     *
     * @param budget what the run may decode in all; charged with what the header names
     * @throws RejectedImageException as above, and {@code OVER_BUDGET}
     */
    public CleanImage sanitize(byte[] bytes, ImageBounds bounds, PixelBudget budget)
            throws RejectedImageException, InterruptedException {
        if (bytes.length > settings.maxBytes()) {
            throw new RejectedImageException(
                    Reason.TOO_MANY_BYTES,
                    "the picture has %d bytes; at most %d are accepted".formatted(bytes.length, settings.maxBytes()));
        }
        CleaningRules rules = new CleaningRules(
                bounds.atMost(settings.maxPixels()), settings.jpegQuality(), settings.maxMetadataBytes());
        // What can be refused by its header costs no process and no share of the budget.
        ImageContainer container = ImageContainer.of(bytes);
        rules.check(container);
        budget.charge(container.width(), container.height());
        CleanImage image = pool.clean(bytes, rules, (long) container.width() * container.height());
        // The child has touched untrusted bytes, so its word is checked too.
        ImageContainer made = ImageContainer.of(image.bytes());
        if (!made.format().mediaType().equals(image.mediaType())
                || made.width() != image.width()
                || made.height() != image.height()) {
            throw new RejectedImageException(Reason.DECODER_DIED, "the picture made its decoder fail");
        }
        return image;
    }

    /** Ends the decoder processes. */
    @Override
    public void close() {
        pool.close();
    }
}
