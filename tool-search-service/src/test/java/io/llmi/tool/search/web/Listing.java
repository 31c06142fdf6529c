package io.llmi.tool.search.web;

import java.util.Optional;

/**
 * A result that a test's service lists.
 *
 * @param file that the server has or has not, or a whole address
 * @param width as the service says
 * @param thumbnail another file, with its stated size
 * @param licence in the service's own words, where it has any
 */
public record Listing(
        String file, int width, int height, String title, Optional<Thumbnail> thumbnail, Optional<String> licence) {
    /** A rendition. */
    public record Thumbnail(String file, int width, int height) {}

    public static Listing of(String file, int width, int height) {
        return new Listing(file, width, height, "About " + file, Optional.empty(), Optional.empty());
    }

    /** A picture of another host. */
    public static Listing at(String address, int width, int height) {
        return of(address, width, height);
    }

    public Listing withTitle(String other) {
        return new Listing(file, width, height, other, thumbnail, licence);
    }

    public Listing withThumbnail(String name, int across, int down) {
        return new Listing(file, width, height, title, Optional.of(new Thumbnail(name, across, down)), licence);
    }

    public Listing withLicence(String words) {
        return new Listing(file, width, height, title, thumbnail, Optional.of(words));
    }
}
