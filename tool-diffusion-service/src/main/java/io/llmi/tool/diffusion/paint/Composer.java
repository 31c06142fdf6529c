package io.llmi.tool.diffusion.paint;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import io.llmi.tool.diffusion.draw.Tone;
import io.llmi.tool.diffusion.paint.FigurePainter.Footing;
import io.llmi.tool.diffusion.paint.FigurePainter.Spot;
import io.llmi.tool.diffusion.scene.Figure;
import io.llmi.tool.diffusion.scene.Scene;
import io.llmi.tool.diffusion.scene.Setting;
import io.llmi.tool.diffusion.scene.Subject;
import io.llmi.tool.diffusion.scene.Subject.Zone;

/** Decides where a scene's figures stand, far ones first. */
final class Composer {
    private final Canvas canvas;
    private final Scene scene;
    private final Stage stage;
    private final List<Spot> spots = new ArrayList<>();

    private Composer(Canvas canvas, Scene scene, Stage stage) {
        this.canvas = canvas;
        this.scene = scene;
        this.stage = stage;
    }

    static List<Spot> compose(Canvas canvas, Scene scene, Stage stage) {
        Composer composer = new Composer(canvas, scene, stage);
        int near = 0;
        long standing = scene.figures().stream()
                .filter(figure ->
                        composer.zone(figure.subject()) != Zone.SKY && composer.zone(figure.subject()) != Zone.LANDMARK)
                .mapToInt(Figure::count)
                .sum();
        for (Figure figure : scene.figures()) {
            for (int i = 0; i < figure.count(); i++) {
                switch (composer.zone(figure.subject())) {
                    case SKY -> composer.sky(figure, i);
                    case LANDMARK -> composer.landmark(figure, i);
                    case GROUND, WATER, TABLE -> composer.standing(figure, i, near++, (int) standing);
                }
            }
        }
        composer.spots.sort(Comparator.comparingDouble((Spot spot) -> spot.footing() == Footing.AIR ? 0 : spot.y()));
        return composer.spots;
    }

    private Zone zone(Subject subject) {
        if (stage.floating()) {
            return Zone.SKY;
        }
        if (scene.setting().isIndoor() && subject.zone() != Zone.SKY) {
            return Zone.TABLE;
        }
        return subject.zone();
    }

    private Color colour(Figure figure) {
        Color own = figure.colour().orElse(figure.subject().colour());
        return figure.count() > 1 && figure.colour().isEmpty()
                ? Tone.mix(own, Color.getHSBColor((float) canvas.between(0, 1), 0.6f, 0.8f), 0.22)
                : own;
    }

    private double size(Figure figure, double factor) {
        // Things of a table look lost in a landscape at the size they have there.
        double crowd = figure.count() > 3 ? 0.72 : figure.count() > 1 ? 0.86 : 1;
        return figure.subject().size() * canvas.height * factor * crowd;
    }

    private void sky(Figure figure, int i) {
        double spread = (i + 0.5) / figure.count();
        double x = figure.count() == 1
                ? (stage.floating() ? canvas.between(0.42, 0.6) : canvas.between(0.24, 0.46))
                : canvas.between(0.08, 0.16) + spread * 0.76;
        double size = size(figure, stage.floating() && figure.count() == 1 ? 1.2 : canvas.between(0.85, 1.1));
        double low = stage.floating() ? 0.74 : stage.horizon() * 0.86;
        double y = canvas.height * canvas.between(Math.min(low - 0.04, low * 0.62), low);
        switch (figure.subject()) {
            case SUN -> {
                x = SkyPainter.sunX(scene);
                y = canvas.height * stage.horizon() * (1 - canvas.light.altitude()) + size * 0.5;
            }
            case MOON -> {
                x = SkyPainter.sunX(scene);
                y = canvas.height * stage.horizon() * 0.4 + size * 0.5;
            }
            case RAINBOW -> {
                x = 0.46;
                y = canvas.height * (stage.horizon() + 0.05);
                size = canvas.height * 0.62;
            }
            case STAR -> y = canvas.height * canvas.between(0.08, stage.horizon() * 0.5);
            case BIRD -> size *= canvas.between(0.6, 1.2);
            default -> y = Math.max(y, size * 0.92 + canvas.height * 0.03);
        }
        boolean keeps = figure.subject() == Subject.MOON || figure.subject() == Subject.SUN;
        spots.add(new Spot(
                figure.subject(),
                colour(figure),
                x * canvas.width,
                y,
                size,
                0.06,
                !keeps && canvas.random.nextBoolean() && figure.count() > 1,
                Footing.AIR));
    }

    private void landmark(Figure figure, int i) {
        double x = figure.count() == 1 ? canvas.between(0.56, 0.72) : 0.15 + 0.7 * (i + 0.5) / figure.count();
        if (figure.subject() == Subject.BRIDGE || figure.subject() == Subject.VOLCANO) {
            x = 0.5;
        }
        Footing footing = scene.setting().isWater() && scene.setting() != Setting.RIVER ? Footing.WATER : Footing.AIR;
        double base = canvas.height * (stage.landmark() + (scene.setting().isIndoor() ? 0.1 : 0));
        spots.add(new Spot(
                figure.subject(), colour(figure), x * canvas.width, base, size(figure, 1), 0.16, false, footing));
    }

    private void standing(Figure figure, int i, int order, int total) {
        boolean afloat =
                figure.subject().zone() == Zone.WATER && scene.setting().isWater();
        double depth = total == 1 ? 0.62 : (order * 0.618 + canvas.between(0, 0.25)) % 1;
        double near = scene.setting() == Setting.BEACH && afloat ? 0.66 : stage.near();
        double far = scene.setting() == Setting.BEACH && afloat ? 0.56 : stage.far();
        double y = far + (near - far) * depth;
        double x = total == 1
                ? canvas.between(0.32, 0.44)
                : 0.1 + 0.8 * (order + 0.5) / total + canvas.between(-0.03, 0.03);
        double perspective = 0.62 + 0.5 * depth;
        boolean small =
                figure.subject().zone() == Zone.TABLE && !scene.setting().isIndoor();
        double factor = scene.setting().isIndoor() ? 0.92 + 0.14 * depth : perspective * (small ? 1.1 : 1);
        Footing footing = afloat
                        || (!afloat
                                && scene.setting().isWater()
                                && scene.setting() != Setting.BEACH
                                && scene.setting() != Setting.RIVER
                                && scene.setting() != Setting.LAKE)
                ? Footing.WATER
                : Footing.GROUND;
        boolean flipped = !scene.setting().isIndoor() && order % 2 == 1;
        spots.add(new Spot(
                figure.subject(),
                colour(figure),
                x * canvas.width,
                y * canvas.height,
                size(figure, factor),
                0.16 * (1 - depth),
                flipped,
                footing));
    }
}
