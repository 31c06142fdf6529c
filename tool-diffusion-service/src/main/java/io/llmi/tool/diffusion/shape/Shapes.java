package io.llmi.tool.diffusion.shape;

import io.llmi.tool.diffusion.draw.Brush;
import io.llmi.tool.diffusion.scene.Subject;

/** The shape of each subject. */
public final class Shapes {
    private Shapes() {}

    /** Draws a subject, 100 units high where its kind allows, standing on (0, 0) or, in the sky, reaching up from it. */
    public static void draw(Subject subject, Brush brush) {
        switch (subject) {
            case SAILBOAT -> Vessels.sailboat(brush);
            case SHIP -> Vessels.ship(brush);
            case WHALE -> Animals.whale(brush);
            case LIGHTHOUSE -> Buildings.lighthouse(brush);
            case ISLAND -> Landforms.island(brush);
            case VOLCANO -> Landforms.volcano(brush);
            case CASTLE -> Landmarks.castle(brush);
            case TEMPLE -> Landmarks.temple(brush);
            case BRIDGE -> Landmarks.bridge(brush);
            case HOSPITAL -> Buildings.hospital(brush);
            case WINDMILL -> Buildings.windmill(brush);
            case HOUSE -> Buildings.house(brush);
            case TREE -> Plants.tree(brush);
            case PINE -> Plants.pine(brush);
            case PALM -> Plants.palm(brush);
            case FLOWER -> Plants.flower(brush);
            case MUSHROOM -> Plants.mushroom(brush);
            case CACTUS -> Plants.cactus(brush);
            case CAT -> Pets.cat(brush);
            case DOG -> Pets.dog(brush);
            case HORSE -> Animals.horse(brush);
            case BIRD -> Animals.gull(brush);
            case SONGBIRD -> Animals.songbird(brush);
            case BUTTERFLY -> Animals.butterfly(brush);
            case FISH -> Animals.fish(brush);
            case DRAGON -> Characters.dragon(brush);
            case PERSON -> Characters.person(brush);
            case ROBOT -> Characters.robot(brush);
            case CAR -> Vehicles.car(brush);
            case BICYCLE -> Vehicles.bicycle(brush);
            case TRAIN -> Vehicles.train(brush);
            case PLANE -> Vessels.plane(brush);
            case ROCKET -> Vessels.rocket(brush);
            case BALLOON -> Vessels.balloon(brush);
            case CLOUD -> Heavens.cloud(brush);
            case RAINBOW -> Heavens.rainbow(brush);
            case FIREWORKS -> Heavens.fireworks(brush);
            case SUN -> Heavens.sun(brush);
            case MOON -> Heavens.moon(brush);
            case STAR -> Heavens.star(brush);
            case PLANET -> Heavens.planet(brush);
            case CUP -> Tableware.cup(brush);
            case BREAD -> Tableware.bread(brush);
            case FRUIT -> Tableware.fruit(brush);
            case VASE -> Tableware.vase(brush);
            case CAKE -> Tableware.cake(brush);
            case LAMP -> Furnishings.lamp(brush);
            case BOOK -> Furnishings.book(brush);
            case CLOCK -> Furnishings.clock(brush);
            case LAPTOP -> Furnishings.laptop(brush);
            case GUITAR -> Instruments.guitar(brush);
            case PIANO -> Instruments.piano(brush);
            case FOOTBALL -> Outdoors.football(brush);
            case UMBRELLA -> Outdoors.umbrella(brush);
            case TENT -> Outdoors.tent(brush);
            case CAMPFIRE -> Outdoors.campfire(brush);
        }
    }
}
