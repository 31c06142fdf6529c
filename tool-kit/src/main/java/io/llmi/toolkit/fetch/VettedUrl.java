package io.llmi.toolkit.fetch;

import java.net.URI;

/** A URL that {@link UrlRules} let pass. Its host, if a name, has still to be resolved and its addresses vetted. */
public final class VettedUrl {
    private final URI uri;
    private final String host;
    private final int port;
    private final boolean secure;

    /** Only the rules make one, so that the type is a promise. */
    VettedUrl(URI uri, String host, int port, boolean secure) {
        this.uri = uri;
        this.host = host;
        this.port = port;
        this.secure = secure;
    }

    /** The URL in ASCII, without fragment and default port. */
    public URI uri() {
        return uri;
    }

    /** In lower case, international names in their ASCII form, an IPv6 address without brackets. */
    public String host() {
        return host;
    }

    /** The port to connect to. */
    public int port() {
        return port;
    }

    /** Whether it is https. */
    public boolean isSecure() {
        return secure;
    }

    @Override
    public String toString() {
        return uri.toString();
    }
}
