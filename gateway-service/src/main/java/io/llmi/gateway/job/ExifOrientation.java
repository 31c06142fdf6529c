package io.llmi.gateway.job;

import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** How a JPEG's Exif header says that the picture is to be turned (tag 0x0112 of Exif 2.32), and the turning. */
final class ExifOrientation {
    private static final int UPRIGHT = 1;
    private static final int ORIENTATION_TAG = 0x0112;
    private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);

    private ExifOrientation() {}

    /** 1 to 8; 1, upright, where the bytes do not say. */
    static int of(byte[] jpeg) {
        try {
            return search(ByteBuffer.wrap(jpeg));
        } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) {
            // A broken header is no reason to refuse a picture that decodes.
            return UPRIGHT;
        }
    }

    /** The picture as it is meant to be seen; {@code orientation} is 1 to 8. */
    static BufferedImage upright(BufferedImage image, int orientation) {
        if (orientation == UPRIGHT) {
            return image;
        }
        int width = image.getWidth();
        int height = image.getHeight();
        boolean swapped = orientation >= 5;
        AffineTransform turn = new AffineTransform(
                switch (orientation) {
                    case 2 -> new double[] {-1, 0, 0, 1, width, 0};
                    case 3 -> new double[] {-1, 0, 0, -1, width, height};
                    case 4 -> new double[] {1, 0, 0, -1, 0, height};
                    case 5 -> new double[] {0, 1, 1, 0, 0, 0};
                    case 6 -> new double[] {0, 1, -1, 0, height, 0};
                    case 7 -> new double[] {0, -1, -1, 0, height, width};
                    case 8 -> new double[] {0, -1, 1, 0, 0, width};
                    default -> new double[] {1, 0, 0, 1, 0, 0};
                });
        BufferedImage turned =
                new BufferedImage(swapped ? height : width, swapped ? width : height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = turned.createGraphics();
        graphics.drawImage(image, turn, null);
        graphics.dispose();
        return turned;
    }

    private static int search(ByteBuffer data) {
        if ((data.getShort() & 0xffff) != 0xffd8) {
            return UPRIGHT;
        }
        while (data.remaining() > 4) {
            int marker = data.getShort() & 0xffff;
            int length = data.getShort() & 0xffff;
            // The compressed pixels begin: no header follows.
            if (marker == 0xffda || (marker & 0xff00) != 0xff00) {
                return UPRIGHT;
            }
            ByteBuffer segment = data.slice(data.position(), length - 2);
            if (marker == 0xffe1 && startsWithExif(segment)) {
                return orientation(segment.slice(EXIF.length, segment.limit() - EXIF.length));
            }
            data.position(data.position() + length - 2);
        }
        return UPRIGHT;
    }

    private static boolean startsWithExif(ByteBuffer segment) {
        return segment.remaining() > EXIF.length
                && segment.slice(0, EXIF.length).equals(ByteBuffer.wrap(EXIF));
    }

    private static int orientation(ByteBuffer tiff) {
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = tiff.getInt(4);
        int entries = tiff.getShort(directory) & 0xffff;
        for (int i = 0; i < entries; i++) {
            int entry = directory + 2 + 12 * i;
            if ((tiff.getShort(entry) & 0xffff) == ORIENTATION_TAG) {
                int value = tiff.getShort(entry + 8) & 0xffff;
                return value >= 1 && value <= 8 ? value : UPRIGHT;
            }
        }
        return UPRIGHT;
    }
}
