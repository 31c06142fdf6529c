package io.llmi.tool.search.picture;

/** Width and height of a picture in pixels, at least 1 each. */
public record Size(int width, int height) {
    public Size {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("a picture of %d x %d pixels".formatted(width, height));
        }
    }
}
