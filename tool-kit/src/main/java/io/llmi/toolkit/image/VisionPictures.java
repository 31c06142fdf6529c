package io.llmi.toolkit.image;

import java.awt.image.BufferedImage;
import java.util.Base64;

/** Pictures as data URIs that every vision endpoint takes: PNG or JPEG, within a pixel budget. Thread-safe. */
public final class VisionPictures {
    private static final String JPEG = "image/jpeg";
    private static final String PNG = "image/png";
    private static final float JPEG_QUALITY = 0.9f;
    private static final long MAX_DECODED_PIXELS = 100_000_000;

    private final long pixelBudget;

    /** @param pixelBudget width times height; larger pictures are scaled down to it */
    public VisionPictures(long pixelBudget) {
        this.pixelBudget = pixelBudget;
    }

    /**
     * The picture itself if it can be sent as it is; else smaller, and then on white: endpoints differ in what they make
     * of transparency.
     *
     * @throws ImageInspector.NotAnImageException if the bytes are no picture
     */
    public String dataUri(byte[] bytes) throws ImageInspector.NotAnImageException {
        ImageInspector.Inspected image = ImageInspector.inspect(bytes, MAX_DECODED_PIXELS);
        boolean fits = (long) image.width() * image.height() <= pixelBudget;
        boolean jpeg = image.mediaType().equals(JPEG);
        if (fits && (jpeg || image.mediaType().equals(PNG))) {
            return uri(image.mediaType(), bytes);
        }
        BufferedImage pixels =
                fits ? image.pixels() : ImageEncoder.onWhite(ImageScaler.within(image.pixels(), pixelBudget));
        return jpeg ? uri(JPEG, ImageEncoder.jpeg(pixels, JPEG_QUALITY)) : uri(PNG, ImageEncoder.png(pixels));
    }

    private static String uri(String mediaType, byte[] bytes) {
        return "data:" + mediaType + ";base64," + Base64.getEncoder().encodeToString(bytes);
    }
}
