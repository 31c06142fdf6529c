package io.llmi.tool.edit.instruction;

import java.awt.Color;

/** One classical operation on a picture. */
public sealed interface Operation {
    /** What the alt text calls it. */
    String label();

    /** Darkens to a blue night in which bright spots glow. */
    record Night() implements Operation {
        @Override
        public String label() {
            return "night";
        }
    }

    /** @param factor of the brightness; over 1 brightens */
    record Brightness(double factor) implements Operation {
        @Override
        public String label() {
            return factor > 1 ? "brighter" : "darker";
        }
    }

    /** @param factor of the distance from middle grey */
    record Contrast(double factor) implements Operation {
        @Override
        public String label() {
            return factor > 1 ? "more contrast" : "less contrast";
        }
    }

    /** @param factor of the distance from grey; 0 leaves none of the colour */
    record Saturation(double factor) implements Operation {
        @Override
        public String label() {
            return factor == 0 ? "black and white" : factor > 1 ? "more vivid" : "muted";
        }
    }

    /** @param amount -1 (cold) to 1 (warm) */
    record Warmth(double amount) implements Operation {
        @Override
        public String label() {
            return amount > 0 ? "warmer" : "cooler";
        }
    }

    /** Brown tones and darker corners. */
    record Sepia() implements Operation {
        @Override
        public String label() {
            return "sepia";
        }
    }

    record Invert() implements Operation {
        @Override
        public String label() {
            return "inverted";
        }
    }

    /** Blends every pixel towards a colour of its own brightness. */
    record Tint(Color colour, String name) implements Operation {
        @Override
        public String label() {
            return "tinted " + name;
        }
    }

    record Blur() implements Operation {
        @Override
        public String label() {
            return "blurred";
        }
    }

    record Sharpen() implements Operation {
        @Override
        public String label() {
            return "sharpened";
        }
    }

    record Pixelate() implements Operation {
        @Override
        public String label() {
            return "pixelated";
        }
    }

    record Posterise() implements Operation {
        @Override
        public String label() {
            return "posterised";
        }
    }

    /** @param degrees clockwise */
    record Rotate(double degrees) implements Operation {
        @Override
        public String label() {
            return "rotated";
        }
    }

    record Flip(boolean horizontal) implements Operation {
        @Override
        public String label() {
            return "mirrored";
        }
    }

    /** Keeps a part; bounds are shares of the sides, 0..1. */
    record Crop(double left, double top, double right, double bottom) implements Operation {
        @Override
        public String label() {
            return "cropped";
        }
    }

    /** Keeps the largest centred part of an aspect ratio, width to height. */
    record Aspect(double ratio) implements Operation {
        @Override
        public String label() {
            return "cropped";
        }
    }

    /** @param width in pixels */
    record Resize(int width, int height) implements Operation {
        @Override
        public String label() {
            return "resized";
        }
    }

    /** @param factor of both sides */
    record Scale(double factor) implements Operation {
        @Override
        public String label() {
            return "resized";
        }
    }

    record Border(Color colour) implements Operation {
        @Override
        public String label() {
            return "framed";
        }
    }

    /** Writes a text over the lower edge. */
    record Caption(String text) implements Operation {
        @Override
        public String label() {
            return "captioned";
        }
    }
}
