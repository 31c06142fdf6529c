package io.llmi.toolkit.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

import javax.imageio.ImageIO;

/** Pictures, and what can be done to their files. */
public final class TestPictures {
    private TestPictures() {}

    /** Red from left to right, green from top to bottom. */
    public static BufferedImage gradient(int width, int height, int type) {
        BufferedImage image = new BufferedImage(width, height, type);
        for (int x = 0; x < width; x++) {
            for (int y = 0; y < height; y++) {
                int alpha = image.getColorModel().hasAlpha() ? 255 * x / width : 255;
                image.setRGB(x, y, alpha << 24 | (255 * x / width) << 16 | (255 * y / height) << 8 | 128);
            }
        }
        return image;
    }

    public static byte[] png(int width, int height) {
        return ImageEncoder.png(gradient(width, height, BufferedImage.TYPE_INT_RGB));
    }

    public static byte[] jpeg(int width, int height) {
        return ImageEncoder.jpeg(gradient(width, height, BufferedImage.TYPE_INT_RGB), 0.95f);
    }

    /** A file beside the tests: 48 x 32, the same gradient. */
    public static byte[] file(String name) {
        try (InputStream in = TestPictures.class.getResourceAsStream("/io/llmi/toolkit/image/" + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static BufferedImage decoded(byte[] bytes) {
        try {
            return Objects.requireNonNull(ImageIO.read(new ByteArrayInputStream(bytes)), "no decoder");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All pixels as ARGB. */
    public static int[] pixels(byte[] bytes) {
        BufferedImage image = decoded(bytes);
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    /** Puts a chunk behind the header. */
    public static byte[] withChunk(byte[] png, String type, byte[] content) {
        ByteBuffer chunk = ByteBuffer.allocate(content.length + 12);
        chunk.putInt(content.length).put(ascii(type)).put(content);
        CRC32 crc = new CRC32();
        crc.update(chunk.array(), 4, content.length + 4);
        chunk.putInt((int) crc.getValue());
        return spliced(png, 33, chunk.array());
    }

    /** Puts a segment behind the start marker and the JFIF header. */
    public static byte[] withSegment(byte[] jpeg, int marker, byte[] content) {
        ByteBuffer segment = ByteBuffer.allocate(content.length + 4);
        segment.put((byte) 0xff)
                .put((byte) marker)
                .putShort((short) (content.length + 2))
                .put(content);
        return spliced(jpeg, 20, segment.array());
    }

    /** An Exif block with an orientation and a place. */
    public static byte[] exif(int orientation) {
        ByteBuffer tiff = ByteBuffer.allocate(64);
        tiff.put(ascii("MM")).putShort((short) 42).putInt(8).putShort((short) 2);
        tiff.putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0);
        tiff.putShort((short) 0x8825).putShort((short) 4).putInt(1).putInt(50);
        tiff.putInt(0).put(ascii("GPS-SECRET"));
        return tiff.array();
    }

    /** The size in the header, with its checksum set right. */
    public static byte[] withSize(byte[] png, int width, int height) {
        byte[] changed = png.clone();
        ByteBuffer header = ByteBuffer.wrap(changed);
        header.putInt(16, width).putInt(20, height);
        CRC32 crc = new CRC32();
        crc.update(changed, 12, 17);
        header.putInt(29, (int) crc.getValue());
        return changed;
    }

    /** So many zeros, deflated a thousandfold. */
    public static byte[] bomb(int size) {
        Deflater deflater = new Deflater(9);
        deflater.setInput(new byte[size]);
        deflater.finish();
        byte[] out = new byte[size / 500 + 1024];
        return Arrays.copyOf(out, deflater.deflate(out));
    }

    public static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    public static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    public static boolean contains(byte[] bytes, String text) {
        return new String(bytes, StandardCharsets.ISO_8859_1).contains(text);
    }

    private static byte[] spliced(byte[] bytes, int at, byte[] inserted) {
        return joined(Arrays.copyOf(bytes, at), inserted, Arrays.copyOfRange(bytes, at, bytes.length));
    }
}
