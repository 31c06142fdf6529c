package io.llmi.tool.edit.pixel;

import java.awt.image.BufferedImage;
import java.util.Random;

/** Turns day into night: dark and blue, what was brightest low in the picture glows, stars stand in the bright sky. */
final class NightFall {
    private NightFall() {}

    static BufferedImage apply(BufferedImage image) {
        BufferedImage glow = Areas.blur(lights(image), Math.max(2, image.getHeight() / 90));
        int w = image.getWidth();
        int h = image.getHeight();
        BufferedImage night = PointOperations.each(image, (p, x, y) -> {
            double grey = PointOperations.luma(p);
            double depth = 0.34 - 0.1 * grey / 255;
            int g = glow.getRGB((int) (x * w), (int) (y * h));
            return PointOperations.pack(
                    (PointOperations.red(p) * 0.5 + grey * 0.5) * depth * 0.72 + PointOperations.red(g),
                    (PointOperations.green(p) * 0.5 + grey * 0.5) * depth * 0.86 + PointOperations.green(g) * 0.85,
                    (PointOperations.blue(p) * 0.5 + grey * 0.5) * depth * 1.3 + 14 + PointOperations.blue(g) * 0.6);
        });
        stars(image, night);
        return night;
    }

    /** Warm, bright spots below the sky: windows, lamps, fires. */
    private static BufferedImage lights(BufferedImage image) {
        BufferedImage surroundings = Areas.blur(image, Math.max(3, image.getHeight() / 30));
        int w = image.getWidth();
        int h = image.getHeight();
        return PointOperations.each(image, (p, x, y) -> {
            double above =
                    PointOperations.luma(p) - PointOperations.luma(surroundings.getRGB((int) (x * w), (int) (y * h)));
            boolean warm = PointOperations.red(p) >= PointOperations.blue(p);
            double strength = warm && y > 0.25 && PointOperations.luma(p) > 150 ? Math.max(0, above - 28) * 2.2 : 0;
            return PointOperations.pack(strength, strength * 0.82, strength * 0.5);
        });
    }

    private static void stars(BufferedImage day, BufferedImage night) {
        Random random = new Random(day.getWidth() * 31L + day.getHeight());
        int count = day.getWidth() * day.getHeight() / 2200;
        for (int i = 0; i < count; i++) {
            int x = random.nextInt(day.getWidth());
            int y = (int) (Math.pow(random.nextDouble(), 1.5) * day.getHeight() * 0.5);
            int p = day.getRGB(x, y);
            boolean sky = PointOperations.luma(p) > 120 && PointOperations.blue(p) + 12 >= PointOperations.red(p);
            if (sky) {
                double light = 90 + random.nextInt(165);
                night.setRGB(x, y, 0xff000000 | PointOperations.pack(light, light, light));
            }
        }
    }
}
