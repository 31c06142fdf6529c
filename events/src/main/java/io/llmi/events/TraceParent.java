package io.llmi.events;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A W3C trace context, version 00, as the {@code traceparent} header carries it
 * (https://www.w3.org/TR/trace-context/).
 *
 * @param traceId 32 hex digits, the same for all of a job's records
 * @param spanId 16 hex digits, of whoever sent the record
 */
public record TraceParent(String traceId, String spanId, boolean sampled) {
    public static final String HEADER = "traceparent";
    private static final Pattern FORM = Pattern.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})");
    private static final SecureRandom RANDOM = new SecureRandom();

    /** A new trace. */
    public static TraceParent start() {
        return new TraceParent(hex(16), hex(8), true);
    }

    /** The context in a header, or empty if it has not the standard's form. */
    public static Optional<TraceParent> parse(String header) {
        var match = FORM.matcher(header);
        if (!match.matches() || match.group(1).chars().allMatch(c -> c == '0')) {
            return Optional.empty();
        }
        boolean sampled = (Integer.parseInt(match.group(3), 16) & 1) == 1;
        return Optional.of(new TraceParent(match.group(1), match.group(2), sampled));
    }

    /** The context to send on: same trace, new span. */
    public TraceParent child() {
        return new TraceParent(traceId, hex(8), sampled);
    }

    @Override
    public String toString() {
        return "00-" + traceId + "-" + spanId + (sampled ? "-01" : "-00");
    }

    private static String hex(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
