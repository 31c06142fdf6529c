package io.llmi.judge.endpoint;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;

import javax.imageio.ImageIO;

import io.llmi.toolkit.image.ImageInspector;

/** Pictures as data URIs that every vision endpoint takes: PNG or JPEG, within a pixel budget. Thread-safe. */
public final class PictureEncoder {
    private static final String JPEG = "image/jpeg";
    private static final long MAX_DECODED_PIXELS = 100_000_000;

    private final long pixelBudget;

    /** @param pixelBudget width times height; larger pictures are scaled down to it */
    public PictureEncoder(long pixelBudget) {
        this.pixelBudget = pixelBudget;
    }

    /** @throws ImageInspector.NotAnImageException if the bytes are no picture */
    public String dataUri(byte[] bytes) throws ImageInspector.NotAnImageException {
        ImageInspector.Inspected image = ImageInspector.inspect(bytes, MAX_DECODED_PIXELS);
        boolean fits = (long) image.width() * image.height() <= pixelBudget;
        boolean jpeg = image.mediaType().equals(JPEG);
        if (fits && !image.mediaType().equals("image/webp")) {
            return uri(image.mediaType(), bytes);
        }
        BufferedImage pixels = fits ? image.pixels() : scaled(image.pixels());
        return uri(jpeg ? JPEG : "image/png", encode(pixels, jpeg));
    }

    private static byte[] encode(BufferedImage pixels, boolean jpeg) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(pixels, jpeg ? "jpeg" : "png", out)) {
                throw new IllegalStateException("no encoder takes the pixels of a picture");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot encode a picture", e);
        }
        return out.toByteArray();
    }

    private BufferedImage scaled(BufferedImage image) {
        double factor = Math.sqrt((double) pixelBudget / ((double) image.getWidth() * image.getHeight()));
        int width = Math.max(1, (int) (image.getWidth() * factor));
        int height = Math.max(1, (int) (image.getHeight() * factor));
        BufferedImage small = image;
        // By halves: one large step would skip most of the pixels and look like a fault of the picture.
        while (small.getWidth() >= 2 * width && small.getHeight() >= 2 * height) {
            small = drawn(small, small.getWidth() / 2, small.getHeight() / 2);
        }
        return drawn(small, width, height);
    }

    private static BufferedImage drawn(BufferedImage image, int width, int height) {
        BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = small.createGraphics();
        try {
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, width, height);
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
