package io.llmi.tool.search.picture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;

import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Tells pictures that show next to nothing: placeholders of one colour, blank scans, faded tracking pixels. */
final class BlankCheck {
    /** Samples per side; enough that a motif of a twentieth of the picture is not missed. */
    private static final int GRID = 96;

    /** Steps of 0..255 within which samples count as the same shade; noise of JPEG stays below. */
    private static final int SHADE = 8;

    /** Share of samples that may differ from the most frequent shade in a picture that is still blank. */
    private static final double MARKS = 0.005;

    private BlankCheck() {}

    /**
     * @param bytes of a picture of our own making; it is decoded in this process, no finer than needed
     * @throws IOException if they cannot be decoded after all
     */
    static boolean isBlank(byte[] bytes) throws IOException {
        try (ImageInputStream input = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
            if (!readers.hasNext()) {
                throw new IOException("no decoder for a picture that was just encoded");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(input, true, true);
                int step = Math.max(1, Math.min(reader.getWidth(0), reader.getHeight(0)) / (2 * GRID));
                ImageReadParam coarse = reader.getDefaultReadParam();
                coarse.setSourceSubsampling(step, step, 0, 0);
                return isBlank(reader.read(0, coarse));
            } finally {
                reader.dispose();
            }
        }
    }

    static boolean isBlank(BufferedImage image) {
        int columns = Math.min(GRID, image.getWidth());
        int rows = Math.min(GRID, image.getHeight());
        int[] reds = new int[columns * rows];
        int[] greens = new int[columns * rows];
        int[] blues = new int[columns * rows];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                int argb = onWhite(image.getRGB((int) ((column + 0.5) * image.getWidth() / columns), (int)
                        ((row + 0.5) * image.getHeight() / rows)));
                int at = row * columns + column;
                reds[at] = argb >> 16 & 0xff;
                greens[at] = argb >> 8 & 0xff;
                blues[at] = argb & 0xff;
            }
        }
        int red = median(reds);
        int green = median(greens);
        int blue = median(blues);
        int different = 0;
        for (int i = 0; i < reds.length; i++) {
            if (Math.abs(reds[i] - red) > SHADE
                    || Math.abs(greens[i] - green) > SHADE
                    || Math.abs(blues[i] - blue) > SHADE) {
                different++;
            }
        }
        return different <= MARKS * reds.length;
    }

    /** What is transparent is seen on the page's white. */
    private static int onWhite(int argb) {
        int alpha = argb >>> 24;
        if (alpha == 0xff) {
            return argb;
        }
        int out = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            int shade = argb >> shift & 0xff;
            out |= (shade * alpha + 255 * (255 - alpha)) / 255 << shift;
        }
        return out;
    }

    private static int median(int[] values) {
        int[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
