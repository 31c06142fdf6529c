package io.llmi.toolkit.fetch;

import java.net.IDN;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which URLs may be used on behalf of somebody else. Whatever two programs might read differently is refused rather
 * than repaired: user names, backslashes, control characters, addresses in octal, hex, short or international digits.
 * Immutable.
 */
public final class UrlRules {
    /** The longest URL, in bytes of UTF-8. */
    public static final int MAX_BYTES = 2048;

    private static final Pattern SCHEME = Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]*):");
    private static final Pattern SHAPE = Pattern.compile(
            "[^:]+://(?<authority>[^/?#]*)(?<path>[^?#]*)(?:\\?(?<query>[^#]*))?(?:#.*)?", Pattern.DOTALL);
    private static final Pattern AUTHORITY =
            Pattern.compile("(?:\\[(?<literal>[^\\[\\]]*)]|(?<name>[^:\\[\\]]+))(?::(?<port>[1-9]\\d{0,4}))?");
    private static final Pattern NUMBER = Pattern.compile("\\d+|0x[0-9a-f]*");
    private static final Pattern NAME =
            Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*");
    private static final int MAX_NAME = 253;
    private static final Pattern BAD_ESCAPE = Pattern.compile("%(?![0-9a-fA-F]{2})");
    private static final Pattern CONTROL_ESCAPE = Pattern.compile("%(?:[01][0-9a-fA-F]|7[fF])");
    /** Characters of a path or a query that RFC 3986 knows; the others are escaped. */
    private static final String LEGAL =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?@!$&'()*+,;=%";

    private static final Set<String> REFUSED_NAMES = Set.of(
            "localhost",
            "localhost.localdomain",
            "ip6-localhost",
            "ip6-loopback",
            "metadata",
            "metadata.google.internal",
            "metadata.goog");

    private final Set<Integer> ports;
    private final AddressRules addresses;

    /**
     * @param ports that may be connected to
     * @param addresses the rules for hosts that are given as IP addresses
     */
    public UrlRules(Set<Integer> ports, AddressRules addresses) {
        this.ports = Set.copyOf(ports);
        this.addresses = addresses;
    }

    /** @throws BlockedUrlException if it may not be used; the message says why */
    public VettedUrl vet(String url) throws BlockedUrlException {
        screen(url);
        Matcher scheme = SCHEME.matcher(url);
        if (!scheme.lookingAt()) {
            throw new BlockedUrlException("The URL is not absolute; it has to begin with http:// or https://.");
        }
        boolean secure = scheme.group(1).equalsIgnoreCase("https");
        if (!secure && !scheme.group(1).equalsIgnoreCase("http")) {
            throw new BlockedUrlException("Only http and https URLs are fetched.");
        }
        Matcher shape = SHAPE.matcher(url);
        if (!shape.matches()) {
            throw new BlockedUrlException("The URL has no host.");
        }
        String authority = shape.group("authority");
        if (authority.contains("@")) {
            throw new BlockedUrlException("The URL has a user name in it; leave it out.");
        }
        Matcher parts = AUTHORITY.matcher(authority);
        if (!parts.matches()) {
            throw new BlockedUrlException("The URL's host or port cannot be read.");
        }
        int standard = secure ? 443 : 80;
        int port = parts.group("port") == null ? standard : Integer.parseInt(parts.group("port"));
        if (!ports.contains(port)) {
            throw new BlockedUrlException("Port %d is not fetched from.".formatted(port));
        }
        String literal = parts.group("literal");
        String host = literal == null ? host(parts.group("name")) : ipv6(literal);
        StringBuilder canonical = new StringBuilder(secure ? "https://" : "http://")
                .append(host.contains(":") ? "[" + host + "]" : host)
                .append(port == standard ? "" : ":" + port)
                .append(shape.group("path").isEmpty() ? "/" : escaped(shape.group("path")));
        if (shape.group("query") != null) {
            canonical.append('?').append(escaped(shape.group("query")));
        }
        try {
            return new VettedUrl(new URI(canonical.toString()), host, port, secure);
        } catch (URISyntaxException e) {
            throw new BlockedUrlException("The URL cannot be read.");
        }
    }

    /** What may stand in no URL, whole or relative. */
    static void screen(String url) throws BlockedUrlException {
        if (url.length() > MAX_BYTES || url.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw new BlockedUrlException("The URL is longer than %d bytes.".formatted(MAX_BYTES));
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(url)
                || url.chars().anyMatch(c -> Character.isISOControl(c) || c == '\u2028' || c == '\u2029')
                || CONTROL_ESCAPE.matcher(url).find()) {
            throw new BlockedUrlException("The URL has control characters in it.");
        }
        if (url.indexOf('\\') >= 0) {
            throw new BlockedUrlException("The URL has a backslash in it.");
        }
        if (BAD_ESCAPE.matcher(url).find()) {
            throw new BlockedUrlException("The URL has a percent sign in it that escapes nothing.");
        }
    }

    /** Escapes what RFC 3986 does not know, such as spaces and letters beyond ASCII. */
    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            if (octet > 0 && LEGAL.indexOf(octet) >= 0) {
                escaped.append((char) octet);
            } else {
                escaped.append("%%%02X".formatted(octet));
            }
        }
        return escaped.toString();
    }

    private String ipv6(String literal) throws BlockedUrlException {
        InetAddress address = literal.contains(":") ? Literals.parse(literal).orElse(null) : null;
        if (address == null) {
            throw new BlockedUrlException("The URL's IPv6 address cannot be read; zones are not allowed.");
        }
        addresses.vet("The URL's address", List.of(address));
        return address.getHostAddress();
    }

    private String host(String written) throws BlockedUrlException {
        String name = ascii(written);
        String lastLabel = name.substring(name.lastIndexOf('.') + 1);
        if (NUMBER.matcher(lastLabel).matches()) {
            Optional<InetAddress> address = Literals.parse(written);
            if (address.isEmpty()) {
                throw new BlockedUrlException(
                        "The URL's IP address is not written as four decimal numbers, such as 192.0.2.1.");
            }
            addresses.vet("The URL's address", List.of(address.get()));
            return written;
        }
        // No top-level domain begins with a digit, and java.net.URI sees no host in such a name (RFC 2396).
        if (Character.isDigit(lastLabel.charAt(0))) {
            throw new BlockedUrlException("The URL's host is no name of the internet.");
        }
        if (REFUSED_NAMES.contains(name) || name.endsWith(".localhost")) {
            throw new BlockedUrlException(
                    "%s is not on the public internet, so nothing is fetched from it.".formatted(name));
        }
        return name;
    }

    private static String ascii(String written) throws BlockedUrlException {
        try {
            String name = IDN.toASCII(
                            Normalizer.normalize(written, Normalizer.Form.NFKC),
                            IDN.ALLOW_UNASSIGNED | IDN.USE_STD3_ASCII_RULES)
                    .toLowerCase(Locale.ROOT);
            if (name.endsWith(".")) {
                name = name.substring(0, name.length() - 1);
            }
            if (name.length() <= MAX_NAME && NAME.matcher(name).matches()) {
                return name;
            }
            throw new BlockedUrlException("The URL's host is no name of the internet.");
        } catch (IllegalArgumentException e) {
            throw new BlockedUrlException("The URL's host is no name of the internet.");
        }
    }
}
