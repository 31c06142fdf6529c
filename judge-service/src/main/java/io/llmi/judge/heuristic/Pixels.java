package io.llmi.judge.heuristic;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/**
 * What can be measured in a picture's pixels.
 *
 * @param resolution the picture's size: 1 from 512 x 512 pixels on, less in proportion to its edge
 * @param sharpness from the variance of the Laplacian, 1 for crisp edges, 0 for none
 * @param contrast from the spread of its brightness, 0 for a blank picture
 * @param hash what it looks like from afar; see {@link #distance}
 */
record Pixels(double resolution, double sharpness, double contrast, long hash) {
    private static final double GOOD_EDGE = 512;
    /** Pictures are measured at this size, so that a large one does not seem smoother than a small one. */
    private static final int MEASURED_EDGE = 256;
    /** The usual border between blurred and sharp photos in the literature on autofocus is about 100. */
    private static final double CRISP = 100;

    private static final double FULL_CONTRAST = 32;
    private static final int HASH_EDGE = 8;

    /** How many of the 64 bits of a hash differ in pictures that look the same. */
    static final int SAME = 6;

    static Pixels of(BufferedImage image) {
        double resolution = Math.min(1, Math.sqrt((double) image.getWidth() * image.getHeight()) / GOOD_EDGE);
        double scale = Math.min(1, (double) MEASURED_EDGE / Math.max(image.getWidth(), image.getHeight()));
        int[][] grey = grey(image, Math.max(3, (int) Math.round(image.getWidth() * scale)), Math.max(3, (int)
                Math.round(image.getHeight() * scale)));
        return new Pixels(
                resolution,
                Math.min(1, laplacianVariance(grey) / CRISP),
                Math.min(1, deviation(grey) / FULL_CONTRAST),
                differenceHash(grey(image, HASH_EDGE + 1, HASH_EDGE)));
    }

    /** In how many of 64 places the pictures differ. */
    int distance(Pixels other) {
        return Long.bitCount(hash ^ other.hash);
    }

    private static double laplacianVariance(int[][] grey) {
        double sum = 0;
        double squares = 0;
        int count = 0;
        for (int y = 1; y < grey.length - 1; y++) {
            for (int x = 1; x < grey[y].length - 1; x++) {
                double edge = grey[y - 1][x] + grey[y + 1][x] + grey[y][x - 1] + grey[y][x + 1] - 4.0 * grey[y][x];
                sum += edge;
                squares += edge * edge;
                count++;
            }
        }
        double mean = sum / count;
        return squares / count - mean * mean;
    }

    private static double deviation(int[][] grey) {
        double sum = 0;
        double squares = 0;
        int count = 0;
        for (int[] row : grey) {
            for (int value : row) {
                sum += value;
                squares += (double) value * value;
                count++;
            }
        }
        double mean = sum / count;
        return Math.sqrt(Math.max(0, squares / count - mean * mean));
    }

    /** One bit for each pixel of an 8 x 8 picture: whether it is darker than its right neighbour. */
    private static long differenceHash(int[][] grey) {
        long hash = 0;
        for (int[] row : grey) {
            for (int x = 0; x + 1 < row.length; x++) {
                hash = hash << 1 | (row[x] < row[x + 1] ? 1 : 0);
            }
        }
        return hash;
    }

    /** The picture in shades of grey from 0 to 255, on white where it is transparent. */
    private static int[][] grey(BufferedImage image, int width, int height) {
        BufferedImage small = image;
        // By halves: one large step would skip most of the pixels.
        while (small.getWidth() >= 2 * width && small.getHeight() >= 2 * height) {
            small = scaled(small, small.getWidth() / 2, small.getHeight() / 2);
        }
        small = scaled(small, width, height);
        int[][] grey = new int[height][width];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int rgb = small.getRGB(x, y);
                grey[y][x] = (299 * (rgb >> 16 & 255) + 587 * (rgb >> 8 & 255) + 114 * (rgb & 255)) / 1000;
            }
        }
        return grey;
    }

    private static BufferedImage scaled(BufferedImage image, int width, int height) {
        BufferedImage scaled = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = scaled.createGraphics();
        try {
            graphics.setColor(java.awt.Color.WHITE);
            graphics.fillRect(0, 0, width, height);
            graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            graphics.drawImage(image, 0, 0, width, height, null);
        } finally {
            graphics.dispose();
        }
        return scaled;
    }
}
