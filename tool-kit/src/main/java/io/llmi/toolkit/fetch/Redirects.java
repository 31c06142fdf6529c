package io.llmi.toolkit.fetch;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

import org.apache.hc.client5.http.utils.URIUtils;

/** Where a redirect leads; every hop is vetted like a first URL. */
final class Redirects {
    private static final Pattern ABSOLUTE = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*:.*", Pattern.DOTALL);

    private Redirects() {}

    /** @param location absolute or relative (RFC 9110, section 10.2.2), as the server sent it */
    static VettedUrl next(VettedUrl from, String location, UrlRules rules) throws BlockedUrlException {
        UrlRules.screen(location);
        VettedUrl next = rules.vet(absolute(from, location));
        if (from.isSecure() && !next.isSecure()) {
            throw new BlockedUrlException("%s redirects from https to http.".formatted(from.host()));
        }
        return next;
    }

    private static String absolute(VettedUrl from, String location) throws BlockedUrlException {
        if (ABSOLUTE.matcher(location).matches()) {
            return location;
        }
        if (location.startsWith("//")) {
            return (from.isSecure() ? "https:" : "http:") + location;
        }
        int fragment = location.indexOf('#');
        String relative = UrlRules.escaped(fragment < 0 ? location : location.substring(0, fragment));
        try {
            return URIUtils.resolve(from.uri(), new URI(relative)).toString();
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new BlockedUrlException("%s redirects to what cannot be read.".formatted(from.host()));
        }
    }
}
