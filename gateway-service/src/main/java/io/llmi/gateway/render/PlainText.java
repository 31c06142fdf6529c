package io.llmi.gateway.render;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Text from models and tools made safe to show. */
final class PlainText {
    private PlainText() {}

    /**
     * Without characters that a reader does not see but that change what is seen: control characters other than line
     * breaks and tabs, bidirectional controls, invisible tags and separators. Joiners that scripts and emoji need stay.
     */
    static String visible(String text) {
        return text.codePoints()
                .filter(c -> !isInvisible(c))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** On one line, for titles and credits. */
    static String line(String text) {
        return visible(text).replaceAll("\\s+", " ").strip();
    }

    /** For HTML content and double-quoted attributes. */
    static String html(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        visible(text).chars().forEach(c -> {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append((char) c);
            }
        });
        return out.toString();
    }

    /** For Markdown, as one line of literal text. */
    static String markdown(String text) {
        return line(text).replaceAll("([\\\\`*_{}\\[\\]<>()#+!|~&-])", "\\\\$1");
    }

    /** A link that may be shown: http or https with a host. */
    static Optional<String> webLink(String url) {
        try {
            URI uri = new URI(line(url));
            boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            return web && uri.getHost() != null ? Optional.of(uri.toASCIIString()) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static boolean isInvisible(int c) {
        return c < 0x20 && c != '\n' && c != '\t'
                || c >= 0x7f && c <= 0x9f
                || c == 0x061c
                || c == 0x180e
                || c == 0x200b
                || c == 0x200e
                || c == 0x200f
                || c >= 0x2028 && c <= 0x202e
                || c >= 0x2060 && c <= 0x206f
                || c == 0xfeff
                || c >= 0xfff9 && c <= 0xfffb
                || c >= 0xe0000 && c <= 0xe007f
                || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }
}
