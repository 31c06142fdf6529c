package io.llmi.tool.search;

import java.util.Optional;

import io.llmi.tool.search.licence.LicencePolicy;
import io.llmi.tool.search.picture.SideBounds;
import io.llmi.tool.search.web.Aspect;

/** Requests for tests. */
public final class Requests {
    private static final SideBounds BOUNDS = new SideBounds(400, 5120);

    private Requests() {}

    public static SearchRequest of(String query) {
        return of(query, LicencePolicy.ANY);
    }

    public static SearchRequest of(String query, LicencePolicy licence) {
        return new SearchRequest(query, licence, true, Optional.empty(), Optional.empty(), BOUNDS, 1);
    }

    public static SearchRequest shaped(String query, Aspect aspect) {
        return new SearchRequest(query, LicencePolicy.ANY, true, Optional.empty(), Optional.of(aspect), BOUNDS, 1);
    }

    public static SearchRequest ranked(String query, int rank) {
        return new SearchRequest(query, LicencePolicy.ANY, true, Optional.empty(), Optional.empty(), BOUNDS, rank);
    }

    /** Everything that is optional, and safe search off. */
    public static SearchRequest full(String query, String language) {
        return new SearchRequest(query, LicencePolicy.ANY, false, Optional.of(language), Optional.empty(), BOUNDS, 1);
    }
}
