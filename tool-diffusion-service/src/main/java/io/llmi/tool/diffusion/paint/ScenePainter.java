package io.llmi.tool.diffusion.paint;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.image.BufferedImage;
import java.util.Random;

import io.llmi.tool.diffusion.draw.Noise;
import io.llmi.tool.diffusion.draw.Tone;
import io.llmi.tool.diffusion.scene.Scene;

/** Paints a scene. The same scene, seed and size give the same pixels. Thread-safe. */
public final class ScenePainter {
    private ScenePainter() {}

    /**
     * @param width in pixels
     * @param height in pixels
     * @return an opaque RGB picture
     */
    public static BufferedImage paint(Scene scene, long seed, int width, int height) {
        Random random = new Random(seed);
        try (Canvas canvas = new Canvas(width, height, Light.of(scene), new Noise(random.nextLong()), random)) {
            Stage stage = backdrop(canvas, scene);
            for (FigurePainter.Spot spot : Composer.compose(canvas, scene, stage)) {
                FigurePainter.paint(canvas, spot, scene.isDark());
            }
            weather(canvas, scene);
            return canvas.image;
        }
    }

    private static Stage backdrop(Canvas canvas, Scene scene) {
        return switch (scene.setting()) {
            case SEA -> WaterBackdrops.sea(canvas, scene);
            case HARBOUR -> WaterBackdrops.harbour(canvas, scene);
            case BEACH -> WaterBackdrops.beach(canvas, scene);
            case LAKE -> WaterBackdrops.lake(canvas, scene);
            case UNDERWATER -> WaterBackdrops.underwater(canvas, scene);
            case RIVER -> Landscapes.river(canvas, scene);
            case WATERFALL -> Landscapes.waterfall(canvas, scene);
            case MOUNTAIN -> Landscapes.mountain(canvas, scene);
            case FOREST -> Landscapes.forest(canvas, scene);
            case DESERT -> Landscapes.desert(canvas, scene);
            case FIELD -> Landscapes.field(canvas, scene);
            case WHEAT -> Landscapes.wheat(canvas, scene);
            case VINEYARD -> Landscapes.vineyard(canvas, scene);
            case STADIUM -> TownBackdrops.stadium(canvas, scene);
            case CITY -> TownBackdrops.city(canvas, scene);
            case STREET -> TownBackdrops.street(canvas, scene);
            case MARKET -> TownBackdrops.market(canvas, scene);
            case ROOM -> Interiors.room(canvas, scene);
            case LIBRARY -> Interiors.library(canvas, scene);
            case CLASSROOM -> Interiors.classroom(canvas, scene);
            case SPACE -> OtherWorlds.space(canvas, scene);
            case ABSTRACT -> OtherWorlds.abstractForms(canvas, scene);
        };
    }

    private static void weather(Canvas c, Scene scene) {
        if (scene.setting().isIndoor()) {
            return;
        }
        switch (scene.weather()) {
            case CLEAR -> {}
            case RAIN -> {
                c.g.setStroke(new BasicStroke(c.height / 700f));
                for (int i = 0; i < 900; i++) {
                    double x = c.between(-0.1, 1.1) * c.width;
                    double y = c.between(-0.1, 1) * c.height;
                    double length = c.height * c.between(0.02, 0.06);
                    c.g.setColor(Tone.alpha(Tone.rgb(0xdfe9f2), c.between(0.1, 0.4)));
                    c.g.draw(new Line2D.Double(x, y, x - length * 0.22, y + length));
                }
            }
            case SNOW -> {
                for (int i = 0; i < 700; i++) {
                    double r = c.height * 0.0065 * Math.pow(c.random.nextDouble(), 2.2) + 0.8;
                    c.g.setColor(Tone.alpha(Color.WHITE, c.between(0.4, 0.95)));
                    c.g.fill(new Ellipse2D.Double(c.between(0, c.width), c.between(0, c.height), 2 * r, 2 * r));
                }
            }
            case FOG -> {
                for (int y = 0; y < c.height; y++) {
                    double height = 1 - Math.abs(y / (double) c.height - 0.6) * 1.6;
                    for (int x = 0; x < c.width; x++) {
                        double n = c.noise.fractal(x * 2.0 / c.width + 77, y * 5.0 / c.height, 4);
                        Color base = new Color(c.image.getRGB(x, y));
                        c.image.setRGB(
                                x,
                                y,
                                Tone.mix(base, c.light.horizon(), Tone.clamp(height * (n + 0.1), 0, 0.75))
                                        .getRGB());
                    }
                }
            }
        }
    }
}
