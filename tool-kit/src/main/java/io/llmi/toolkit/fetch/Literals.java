package io.llmi.toolkit.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** IP addresses as text, in the one form that all programs read alike; names are never looked up. */
final class Literals {
    private static final String OCTET = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}");
    private static final Pattern IPV6 =
            Pattern.compile("(?=.*:)[0-9a-fA-F:]{2,39}|[0-9a-fA-F:]{1,30}:(?<dotted>[0-9.]+)");

    private Literals() {}

    /**
     * Reads an IPv4 address of four decimal numbers without leading zeros, or an IPv6 address without brackets and
     * zone. Java would read {@code 0177.0.0.1} as 177.0.0.1 and C as 127.0.0.1 (JDK-8329876), hence no other form.
     */
    static Optional<InetAddress> parse(String text) {
        if (IPV4.matcher(text).matches()) {
            return numeric(text);
        }
        var ipv6 = IPV6.matcher(text);
        if (!ipv6.matches()) {
            return Optional.empty();
        }
        String dotted = ipv6.group("dotted");
        if (dotted != null && !IPV4.matcher(dotted).matches()) {
            return Optional.empty();
        }
        // Brackets make it an address for certain: what is none fails without a look-up.
        return numeric("[" + text + "]");
    }

    private static Optional<InetAddress> numeric(String literal) {
        try {
            return Optional.of(InetAddress.getByName(literal));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
