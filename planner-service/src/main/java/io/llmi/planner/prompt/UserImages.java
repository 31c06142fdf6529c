package io.llmi.planner.prompt;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;

import javax.imageio.ImageIO;

import io.llmi.events.BlobRef;
import io.llmi.toolkit.blob.BlobStore;
import io.llmi.toolkit.blob.BlobStoreException;
import io.llmi.toolkit.image.ImageInspector;
import org.jboss.logging.Logger;

/**
 * The user's pictures as data URIs that every vision endpoint takes: PNG or JPEG, within a pixel budget. Thread-safe.
 */
public final class UserImages {
    private static final Logger LOG = Logger.getLogger(UserImages.class);
    private static final String PNG = "image/png";
    private static final String JPEG = "image/jpeg";
    private static final long MAX_DECODED_PIXELS = 100_000_000;

    private final BlobStore blobs;
    private final long pixelBudget;

    /** @param pixelBudget width times height; larger pictures are scaled down to it */
    public UserImages(BlobStore blobs, long pixelBudget) {
        this.blobs = blobs;
        this.pixelBudget = pixelBudget;
    }

    /**
     * The picture, or empty if it is gone or damaged: a draft without it is better than none.
     *
     * @throws BlobStoreException if the store cannot be read at all
     */
    Optional<String> dataUri(BlobRef ref) {
        Optional<byte[]> stored = blobs.get(ref.sha256());
        if (stored.isEmpty()) {
            LOG.warnf("picture %s of a user is not in the blob store; the model does not see it", ref.sha256());
            return Optional.empty();
        }
        try {
            return Optional.of(encode(stored.get()));
        } catch (ImageInspector.NotAnImageException | IOException e) {
            LOG.warnf("picture %s of a user is left out of the request: %s", ref.sha256(), e.getMessage());
            return Optional.empty();
        }
    }

    private String encode(byte[] bytes) throws ImageInspector.NotAnImageException, IOException {
        ImageInspector.Inspected image = ImageInspector.inspect(bytes, MAX_DECODED_PIXELS);
        boolean fits = (long) image.width() * image.height() <= pixelBudget;
        boolean jpeg = image.mediaType().equals(JPEG);
        if (fits && (jpeg || image.mediaType().equals(PNG))) {
            return uri(image.mediaType(), bytes);
        }
        BufferedImage pixels = fits ? image.pixels() : scaled(image.pixels(), jpeg);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (!ImageIO.write(pixels, jpeg ? "jpeg" : "png", out)) {
            throw new IOException("no encoder takes its pixels");
        }
        return uri(jpeg ? JPEG : PNG, out.toByteArray());
    }

    private BufferedImage scaled(BufferedImage image, boolean opaque) {
        double factor = Math.sqrt((double) pixelBudget / ((double) image.getWidth() * image.getHeight()));
        int width = Math.max(1, (int) (image.getWidth() * factor));
        int height = Math.max(1, (int) (image.getHeight() * factor));
        BufferedImage small =
                new BufferedImage(width, height, opaque ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = small.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            graphics.drawImage(image, 0, 0, width, height, null);
        } finally {
            graphics.dispose();
        }
        return small;
    }

    private static String uri(String mediaType, byte[] bytes) {
        return "data:" + mediaType + ";base64," + Base64.getEncoder().encodeToString(bytes);
    }
}
