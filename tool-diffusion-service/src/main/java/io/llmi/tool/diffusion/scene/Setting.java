package io.llmi.tool.diffusion.scene;

import java.util.List;

/** Where a scene plays. */
public enum Setting implements Term {
    SEA("sea", "ocean", "wave", "seascape", "water", "tide", "tidal", "marine"),
    HARBOUR("harbour", "harbor", "port", "marina", "dock", "pier", "quay", "fishing village"),
    BEACH("beach", "shore", "seaside", "tropical", "coast", "coastline", "cliff", "bay", "lagoon"),
    LAKE("lake", "mountain lake", "pond", "fjord", "alpine lake"),
    RIVER("river", "stream", "creek", "canal", "riverside", "brook"),
    WATERFALL("waterfall", "cascade"),
    UNDERWATER("underwater", "coral", "reef", "coral reef", "aquarium", "seabed", "under the sea", "deep sea"),
    MOUNTAIN("mountain", "peak", "alps", "alpine", "summit", "mountain range", "highland", "cliffs"),
    FOREST("forest", "wood", "woodland", "jungle", "forest path", "rainforest", "grove"),
    DESERT("desert", "dune", "sand dune", "sahara", "mars", "martian"),
    FIELD(
            "field",
            "meadow",
            "grass",
            "countryside",
            "hill",
            "farm",
            "garden",
            "park",
            "valley",
            "prairie",
            "village",
            "landscape",
            "nature",
            "lawn",
            "rural",
            "spring"),
    WHEAT("wheat", "wheat field", "harvest", "golden field", "corn field", "barley"),
    VINEYARD("vineyard", "vine", "grape", "winery", "orchard row"),
    STADIUM("stadium", "pitch", "football field", "soccer field", "match"),
    CITY(
            "city",
            "skyline",
            "downtown",
            "skyscraper",
            "metropolis",
            "urban",
            "cityscape",
            "futuristic",
            "cyberpunk",
            "tower",
            "modern building"),
    STREET("street", "road", "alley", "town", "avenue", "crosswalk", "traffic", "lane"),
    MARKET("market", "bazaar", "stall", "marketplace", "food market", "shop", "street market"),
    ROOM(
            "room",
            "interior",
            "indoor",
            "still life",
            "table",
            "kitchen",
            "cafe",
            "desk",
            "office",
            "window",
            "home",
            "studio",
            "living room",
            "bedroom",
            "workspace",
            "restaurant",
            "breakfast"),
    LIBRARY("library", "bookshelf", "bookshop", "bookcase", "reading room", "bookstore"),
    CLASSROOM("classroom", "school", "blackboard", "lecture", "chalkboard", "lesson"),
    SPACE("space", "galaxy", "planet", "cosmos", "universe", "orbit", "nebula", "outer space", "cosmic", "alien"),
    ABSTRACT("abstract", "pattern", "geometric", "swirl", "flow", "texture", "gradient", "background");

    private final List<String> words;

    Setting(String... words) {
        this.words = List.of(words);
    }

    @Override
    public List<String> words() {
        return words;
    }

    /** Whether its ground is water, so that boats float and things are mirrored. */
    public boolean isWater() {
        return this == SEA || this == HARBOUR || this == LAKE || this == BEACH || this == RIVER;
    }

    public boolean isIndoor() {
        return this == ROOM || this == LIBRARY || this == CLASSROOM;
    }
}
