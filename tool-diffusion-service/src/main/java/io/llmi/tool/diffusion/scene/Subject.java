package io.llmi.tool.diffusion.scene;

import java.awt.Color;
import java.util.List;

import static io.llmi.tool.diffusion.scene.Setting.*;

/** What a scene can show. */
public enum Subject implements Term {
    SAILBOAT(
            Zone.WATER,
            SEA,
            0.34,
            0xb8402f,
            "sailboat",
            "boat",
            "sailing boat",
            "yacht",
            "fishing boat",
            "dinghy",
            "sail"),
    SHIP(
            Zone.WATER,
            SEA,
            0.3,
            0x34506b,
            "ship",
            "ferry",
            "cargo ship",
            "steamer",
            "cruise ship",
            "vessel",
            "container ship"),
    LIGHTHOUSE(Zone.LANDMARK, BEACH, 0.44, 0xc23a33, "lighthouse", "beacon"),
    ISLAND(Zone.LANDMARK, SEA, 0.3, 0x5d8a4c, "island", "islet", "atoll"),
    CASTLE(Zone.LANDMARK, MOUNTAIN, 0.5, 0x9c9384, "castle", "fortress", "palace", "medieval tower"),
    TEMPLE(Zone.LANDMARK, MOUNTAIN, 0.46, 0xb4472f, "temple", "pagoda", "shrine", "monastery"),
    VOLCANO(Zone.LANDMARK, SEA, 0.5, 0x5b4740, "volcano", "eruption", "lava"),
    BRIDGE(Zone.LANDMARK, RIVER, 0.4, 0xb3402c, "bridge", "suspension bridge", "golden gate"),
    HOSPITAL(Zone.LANDMARK, FIELD, 0.42, 0xe8ebee, "hospital", "clinic"),
    WINDMILL(Zone.LANDMARK, FIELD, 0.5, 0xd9cdb8, "windmill", "mill", "wind turbine"),
    HOUSE(
            Zone.GROUND,
            FIELD,
            0.34,
            0xe6d6b8,
            "house",
            "cottage",
            "cabin",
            "hut",
            "barn",
            "farmhouse",
            "villa",
            "building"),
    TREE(Zone.GROUND, FIELD, 0.48, 0x4c8a3c, "tree", "oak", "maple", "cherry tree", "cherry blossom", "willow"),
    PINE(Zone.GROUND, MOUNTAIN, 0.42, 0x2e5f45, "pine", "fir", "spruce", "pine tree", "christmas tree", "conifer"),
    PALM(Zone.GROUND, BEACH, 0.52, 0x4f9148, "palm", "palm tree", "coconut"),
    FLOWER(
            Zone.GROUND,
            FIELD,
            0.36,
            0xe0527e,
            "flower",
            "rose",
            "tulip",
            "daisy",
            "sunflower",
            "poppy",
            "blossom",
            "bloom",
            "bouquet"),
    MUSHROOM(Zone.GROUND, FOREST, 0.24, 0xc9352b, "mushroom", "toadstool"),
    CACTUS(Zone.GROUND, DESERT, 0.34, 0x4d8052, "cactus", "cacti"),
    CAT(Zone.GROUND, ROOM, 0.46, 0xd08a45, "cat", "kitten", "kitty"),
    DOG(Zone.GROUND, FIELD, 0.42, 0xa8713f, "dog", "puppy", "hound"),
    HORSE(Zone.GROUND, FIELD, 0.46, 0x7a4a2c, "horse", "pony", "stallion", "unicorn"),
    BIRD(Zone.SKY, FIELD, 0.09, 0x2f3540, "bird", "seagull", "gull", "eagle", "swallow", "flock", "crow", "dove"),
    SONGBIRD(Zone.GROUND, FOREST, 0.46, 0x3f7fc4, "songbird", "robin bird", "parrot", "kingfisher", "sparrow", "owl"),
    BUTTERFLY(Zone.SKY, FIELD, 0.13, 0xe58a2a, "butterfly", "moth"),
    FISH(Zone.WATER, UNDERWATER, 0.2, 0xf08a2c, "fish", "goldfish", "clownfish", "tropical fish", "shark"),
    WHALE(Zone.WATER, SEA, 0.24, 0x3f5f7d, "whale", "dolphin", "orca"),
    PERSON(
            Zone.GROUND,
            FIELD,
            0.36,
            0x3c6fa8,
            "person",
            "man",
            "woman",
            "girl",
            "boy",
            "child",
            "people",
            "traveler",
            "traveller",
            "hiker",
            "student",
            "teacher",
            "scientist",
            "doctor",
            "worker",
            "crowd",
            "couple",
            "human",
            "astronaut",
            "fisherman",
            "farmer",
            "artist",
            "kid",
            "children",
            "men",
            "women",
            "wizard",
            "knight"),
    ROBOT(Zone.GROUND, CITY, 0.46, 0x8fa3b3, "robot", "android", "cyborg", "automaton"),
    DRAGON(Zone.SKY, MOUNTAIN, 0.34, 0x3f8a5b, "dragon", "wyvern"),
    CAR(Zone.GROUND, STREET, 0.2, 0xc4302b, "car", "automobile", "taxi", "vehicle", "truck", "van", "bus"),
    BICYCLE(Zone.GROUND, STREET, 0.3, 0x2c7a72, "bicycle", "bike", "cyclist"),
    TRAIN(Zone.GROUND, FIELD, 0.22, 0x8c2f2f, "train", "locomotive", "railway", "steam train", "tram"),
    PLANE(Zone.SKY, CITY, 0.2, 0xe8ecef, "plane", "airplane", "aeroplane", "aircraft", "jet", "airport"),
    ROCKET(Zone.SKY, SPACE, 0.5, 0xe9e9ee, "rocket", "spaceship", "spacecraft", "shuttle", "starship", "satellite"),
    BALLOON(Zone.SKY, FIELD, 0.34, 0xd94f3d, "balloon", "hot air balloon", "air balloon"),
    CLOUD(Zone.SKY, FIELD, 0.16, 0xffffff, "cloud"),
    RAINBOW(Zone.SKY, FIELD, 0.6, 0xffffff, "rainbow"),
    FIREWORKS(Zone.SKY, CITY, 0.4, 0xf2c14e, "firework", "celebration", "fireworks", "new year", "festival"),
    SUN(Zone.SKY, SEA, 0.14, 0xffd76a, "sun"),
    MOON(Zone.SKY, MOUNTAIN, 0.14, 0xf3eed8, "moon", "full moon", "crescent"),
    STAR(Zone.SKY, SPACE, 0.05, 0xfff3c4, "star", "starlight", "constellation", "milky way"),
    CUP(Zone.TABLE, ROOM, 0.34, 0xe9e2d6, "cup", "coffee", "tea", "mug", "coffee cup", "espresso", "teacup", "latte"),
    BREAD(Zone.TABLE, ROOM, 0.26, 0xb9752f, "bread", "loaf", "baguette", "bakery", "croissant", "sourdough"),
    BOOK(Zone.TABLE, ROOM, 0.22, 0x8a2f3a, "book", "novel", "notebook", "manuscript", "textbook"),
    FRUIT(Zone.TABLE, ROOM, 0.22, 0xc73a2e, "apple", "fruit", "pear", "tomato", "peach fruit", "cherry"),
    VASE(Zone.TABLE, ROOM, 0.44, 0x3f7f9a, "vase", "pot", "jar", "bottle", "pottery"),
    LAMP(Zone.TABLE, ROOM, 0.46, 0xd8a13a, "lamp", "lantern", "light bulb", "candle"),
    CAKE(Zone.TABLE, ROOM, 0.3, 0xf0b8c4, "cake", "birthday", "pie", "dessert", "pastry"),
    CLOCK(Zone.TABLE, ROOM, 0.44, 0x8a5a2f, "clock", "watch", "alarm clock", "time"),
    LAPTOP(
            Zone.TABLE,
            ROOM,
            0.34,
            0x9aa3ad,
            "laptop",
            "computer",
            "notebook computer",
            "screen",
            "keyboard",
            "monitor"),
    GUITAR(Zone.TABLE, ROOM, 0.62, 0xb8722f, "guitar", "violin", "cello", "ukulele", "music"),
    PIANO(Zone.TABLE, ROOM, 0.44, 0x1d1d22, "piano", "grand piano", "pianist"),
    FOOTBALL(Zone.GROUND, STADIUM, 0.24, 0xf6f6f2, "football", "soccer", "ball", "soccer ball"),
    UMBRELLA(Zone.GROUND, BEACH, 0.38, 0xd8433c, "umbrella", "parasol"),
    TENT(Zone.GROUND, MOUNTAIN, 0.26, 0xd9722e, "tent", "camp", "camping", "campsite"),
    CAMPFIRE(Zone.GROUND, FOREST, 0.2, 0xf08a2c, "campfire", "fire", "bonfire", "flame"),
    PLANET(Zone.SKY, SPACE, 0.44, 0xc98a4f, "planet", "saturn", "jupiter", "earth", "globe");

    private final Zone zone;
    private final Setting home;
    private final double size;
    private final Color colour;
    private final List<String> words;

    Subject(Zone zone, Setting home, double size, int rgb, String... words) {
        this.zone = zone;
        this.home = home;
        this.size = size;
        this.colour = new Color(rgb);
        this.words = List.of(words);
    }

    /** Where in a picture something stands. */
    public enum Zone {
        SKY,
        /** Large and far: on the horizon. */
        LANDMARK,
        GROUND,
        WATER,
        TABLE
    }

    public Zone zone() {
        return zone;
    }

    /** Where it is shown when the prompt names no place. */
    public Setting home() {
        return home;
    }

    /** Usual height as a share of the picture's height. */
    public double size() {
        return size;
    }

    /** Its colour when the prompt gives it none. */
    public Color colour() {
        return colour;
    }

    /** What a caption calls it. */
    public String label() {
        return words.get(0);
    }

    @Override
    public List<String> words() {
        return words;
    }
}
