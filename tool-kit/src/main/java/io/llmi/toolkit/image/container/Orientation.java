package io.llmi.toolkit.image.container;

import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * How a picture is to be turned (tag 0x0112 of Exif 2.32).
 *
 * @param value 1, upright, to 8
 */
public record Orientation(int value) {
    public static final Orientation UPRIGHT = new Orientation(1);
    private static final int TAG = 0x0112;

    public Orientation {
        if (value < 1 || value > 8) {
            throw new IllegalArgumentException("no Exif orientation: " + value);
        }
    }

    /** What an Exif block, beginning with its TIFF header, says; upright where it does not or is broken. */
    static Orientation ofExif(ByteBuffer exif) {
        try {
            ByteBuffer tiff = exif.slice();
            tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            int directory = tiff.getInt(4);
            int entries = tiff.getShort(directory) & 0xffff;
            for (int i = 0; i < entries; i++) {
                int entry = directory + 2 + 12 * i;
                if ((tiff.getShort(entry) & 0xffff) == TAG) {
                    int value = tiff.getShort(entry + 8) & 0xffff;
                    return value >= 1 && value <= 8 ? new Orientation(value) : UPRIGHT;
                }
            }
            return UPRIGHT;
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            // A broken header is no reason to refuse a picture that decodes.
            return UPRIGHT;
        }
    }

    /** Whether turning exchanges width and height. */
    public boolean swapsSides() {
        return value >= 5;
    }

    /** The picture as it is meant to be seen. */
    public BufferedImage upright(BufferedImage image) {
        if (value == 1) {
            return image;
        }
        int width = image.getWidth();
        int height = image.getHeight();
        AffineTransform turn = new AffineTransform(
                switch (value) {
                    case 2 -> new double[] {-1, 0, 0, 1, width, 0};
                    case 3 -> new double[] {-1, 0, 0, -1, width, height};
                    case 4 -> new double[] {1, 0, 0, -1, 0, height};
                    case 5 -> new double[] {0, 1, 1, 0, 0, 0};
                    case 6 -> new double[] {0, 1, -1, 0, height, 0};
                    case 7 -> new double[] {0, -1, -1, 0, height, width};
                    default -> new double[] {0, -1, 1, 0, 0, width};
                });
        BufferedImage turned = new BufferedImage(
                swapsSides() ? height : width,
                swapsSides() ? width : height,
                image.getColorModel().hasAlpha() ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = turned.createGraphics();
        try {
            graphics.drawImage(image, turn, null);
        } finally {
            graphics.dispose();
        }
        return turned;
    }
}
