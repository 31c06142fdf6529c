package io.llmi.judge;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.Kernel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Random;

import javax.imageio.ImageIO;

/** Pictures of known properties. */
public final class Pictures {
    private Pictures() {}

    public static BufferedImage blank(int width, int height) {
        return draw(width, height, graphics -> {});
    }

    /** Rectangles with hard edges, laid out by the seed. */
    public static BufferedImage sharp(int width, int height, long seed) {
        Random random = new Random(seed);
        return draw(width, height, graphics -> {
            for (int i = 0; i < 40; i++) {
                graphics.setColor(new Color(random.nextInt(0x1000000)));
                graphics.fillRect(
                        (int) (random.nextDouble() * width),
                        (int) (random.nextDouble() * height),
                        width / 6,
                        height / 6);
            }
        });
    }

    public static BufferedImage blurred(BufferedImage image) {
        int size = 21;
        float[] weights = new float[size * size];
        Arrays.fill(weights, 1f / weights.length);
        ConvolveOp blur = new ConvolveOp(new Kernel(size, size, weights), ConvolveOp.EDGE_NO_OP, null);
        BufferedImage once = blur.filter(image, null);
        BufferedImage twice = blur.filter(once, null);
        // The unblurred border of the operation would be the sharpest thing in the picture.
        return twice.getSubimage(size, size, image.getWidth() - 2 * size, image.getHeight() - 2 * size);
    }

    public static BufferedImage brighter(BufferedImage image) {
        BufferedImage result = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                Color color = new Color(image.getRGB(x, y));
                result.setRGB(
                        x,
                        y,
                        new Color(
                                        (color.getRed() * 9 + 255) / 10,
                                        (color.getGreen() * 9 + 255) / 10,
                                        (color.getBlue() * 9 + 255) / 10)
                                .getRGB());
            }
        }
        return result;
    }

    public static byte[] png(BufferedImage image) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private interface Drawing {
        void on(Graphics2D graphics);
    }

    private static BufferedImage draw(int width, int height, Drawing drawing) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        drawing.on(graphics);
        graphics.dispose();
        return image;
    }
}
