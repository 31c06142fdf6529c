package io.llmi.tool.search.web;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmi.tool.search.picture.Size;

/** Reads fields of answers as what they should be, or not at all. */
public final class Fields {
    private static final int MAX_URL = 2048;
    private static final int MAX_SIDE = 1_000_000;

    private Fields() {}

    /** A text that is not blank, as it came. */
    public static Optional<String> text(JsonNode node, String field) {
        return Optional.of(node.path(field).asText("")).filter(text -> !text.isBlank());
    }

    /** A title, fit to be shown; empty text if there is none. */
    public static String title(JsonNode node, String field) {
        return UntrustedText.line(text(node, field).orElse(""), UntrustedText.TITLE);
    }

    public static Optional<Size> size(JsonNode node, String width, String height) {
        int across = node.path(width).asInt(0);
        int down = node.path(height).asInt(0);
        return across > 0 && down > 0 && across <= MAX_SIDE && down <= MAX_SIDE
                ? Optional.of(new Size(across, down))
                : Optional.empty();
    }

    /** An address of the web: http or https, with a host, of sane length. */
    public static Optional<URI> web(JsonNode node, String field) {
        return text(node, field).flatMap(Fields::web);
    }

    /** The same, of a text. Characters that no address may have, but many results do, are escaped. */
    public static Optional<URI> web(String text) {
        String address = text.strip();
        if (address.length() > MAX_URL) {
            return Optional.empty();
        }
        try {
            URI uri = new URI(escaped(address));
            boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            return web && uri.getHost() != null ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** A file at an address, if it is one of the web. */
    public static Optional<PictureFile> file(JsonNode node, String address, String width, String height) {
        return web(node, address).map(uri -> new PictureFile(uri, size(node, width, height)));
    }

    /** Those that there are. */
    @SafeVarargs
    public static List<PictureFile> files(Optional<PictureFile>... files) {
        return Stream.of(files).flatMap(Optional::stream).toList();
    }

    /** The elements of an array, none for anything else. */
    public static Stream<JsonNode> elements(JsonNode node) {
        return node.isArray() ? StreamSupport.stream(node.spliterator(), false) : Stream.empty();
    }

    private static String escaped(String address) {
        StringBuilder out = new StringBuilder(address.length() + 16);
        address.codePoints().forEach(c -> {
            boolean allowed = c > 0x20 && c < 0x7f && "\"<>\\^`{|}".indexOf(c) < 0;
            if (allowed) {
                out.appendCodePoint(c);
            } else {
                for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                    out.append('%').append("%02X".formatted(b & 0xff));
                }
            }
        });
        return out.toString();
    }
}
