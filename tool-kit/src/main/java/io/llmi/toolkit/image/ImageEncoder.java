package io.llmi.toolkit.image;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

import com.pngencoder.PngEncoder;

/** Pictures to bytes, the same bytes for the same pixels, with no metadata. Thread-safe. */
public final class ImageEncoder {
    private ImageEncoder() {}

    /** As a PNG: palette, grey and alpha are kept. */
    public static byte[] png(BufferedImage image) {
        ImageWriter writer = writer("png");
        return write(writer, image, writer.getDefaultWriteParam());
    }

    /** As a PNG in a third of the time and about the same size as flat drawings; photographs come out larger. */
    public static byte[] quickPng(BufferedImage image) {
        return new PngEncoder()
                .withBufferedImage(image)
                .withCompressionLevel(3)
                .withMultiThreadedCompressionEnabled(false)
                .toBytes();
    }

    /**
     * As a JPEG; what is transparent shows white.
     *
     * @param quality 0..1; 0.9 leaves no visible traces in most pictures
     */
    public static byte[] jpeg(BufferedImage image, float quality) {
        ImageWriter writer = writer("jpeg");
        ImageWriteParam param = writer.getDefaultWriteParam();
        param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        param.setCompressionQuality(quality);
        return write(writer, onWhite(image), param);
    }

    /** The picture as the JPEG writer takes it: it refuses alpha and would store unusual colour models as they are. */
    static BufferedImage onWhite(BufferedImage image) {
        switch (image.getType()) {
            case BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_3BYTE_BGR, BufferedImage.TYPE_BYTE_GRAY -> {
                return image;
            }
            default -> {
                BufferedImage flat = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
                Graphics2D graphics = flat.createGraphics();
                try {
                    graphics.drawImage(image, 0, 0, Color.WHITE, null);
                } finally {
                    graphics.dispose();
                }
                return flat;
            }
        }
    }

    private static ImageWriter writer(String format) {
        Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName(format);
        if (!writers.hasNext()) {
            throw new IllegalStateException(
                    "this Java has no " + format + " writer; use one with the module java.desktop");
        }
        return writers.next();
    }

    private static byte[] write(ImageWriter writer, BufferedImage image, ImageWriteParam param) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(output);
            writer.write(null, new IIOImage(image, null, null), param);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot encode a picture of type " + image.getType(), e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
