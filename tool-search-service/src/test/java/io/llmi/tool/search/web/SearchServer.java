package io.llmi.tool.search.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.events.Json;
import io.llmi.toolkit.contract.ProtocolServer;

/** A search service that also has the pictures that it lists. Subclasses speak one API, strictly. */
public abstract class SearchServer extends ProtocolServer {
    private static final String PICTURES = "/pictures/";
    private final Map<String, byte[]> pictures = new HashMap<>();
    private volatile List<Listing> listings = List.of(Listing.of("photo.png", 640, 480));

    protected SearchServer() {
        pictures.put("photo.png", TestPictures.png(640, 480, 1));
        pictures.put("other.png", TestPictures.png(500, 700, 2));
        pictures.put("small.png", TestPictures.png(200, 150, 3));
        pictures.put("blank.png", TestPictures.blank(640, 480));
        pictures.put("page.html", "<!doctype html><title>Sign in</title>".getBytes());
    }

    /** What it finds from now on. */
    public final void list(Listing... found) {
        listings = List.of(found);
    }

    /** Files that were asked for, in the order of the requests. */
    public final List<String> downloads() {
        return received().stream()
                .map(Exchange::path)
                .filter(path -> path.startsWith(PICTURES))
                .map(path -> path.substring(PICTURES.length()))
                .toList();
    }

    /** The last search. */
    public final Exchange search() {
        return received().stream().filter(this::isWork).toList().getLast();
    }

    /** The parameter that carries the query. */
    public String query() {
        return search().query().getOrDefault("q", "");
    }

    protected final List<Listing> listings() {
        return listings;
    }

    protected final String address(String file) {
        return file.contains("://") ? file : base() + PICTURES + file;
    }

    /** Answers a search. */
    protected abstract Reply results(Exchange exchange);

    @Override
    protected final boolean isWork(Exchange exchange) {
        return !exchange.path().startsWith(PICTURES);
    }

    @Override
    protected final Reply answer(Exchange exchange) {
        if (!exchange.method().equals("GET")) {
            throw new Violation("only GET");
        }
        if (isWork(exchange)) {
            return results(exchange);
        }
        byte[] bytes = pictures.get(exchange.path().substring(PICTURES.length()));
        return bytes == null
                ? new Reply(404, Map.of(), new byte[0])
                // Servers say what they like of their files; nobody has to believe them.
                : Reply.bytes("image/jpeg", bytes);
    }

    protected static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new Violation(otherwise);
        }
    }

    /** Parameters that the API does not document are mistakes of the client. */
    protected static void parameters(Exchange exchange, Set<String> needed, Set<String> allowed) {
        needed.forEach(name ->
                require(!exchange.query().getOrDefault(name, "").isEmpty(), "parameter " + name + " is missing"));
        exchange.query()
                .keySet()
                .forEach(name -> require(needed.contains(name) || allowed.contains(name), "unknown parameter " + name));
    }

    protected static int number(Exchange exchange, String name, int least, int most) {
        String text = exchange.query().getOrDefault(name, "");
        require(text.matches("\\d{1,6}"), name + " is no number");
        int number = Integer.parseInt(text);
        require(number >= least && number <= most, name + " is out of range");
        return number;
    }

    protected static void oneOf(Exchange exchange, String name, String... values) {
        if (exchange.query().containsKey(name)) {
            require(Set.of(values).contains(exchange.query().get(name)), name + " has another value than documented");
        }
    }

    protected static ObjectNode object() {
        return Json.mapper().createObjectNode();
    }

    protected static ArrayNode array() {
        return Json.mapper().createArrayNode();
    }

    protected static Reply ok(JsonNode json) {
        return Reply.json(200, json.toString());
    }

    /** The same answer, packed if the client takes that. */
    protected static Reply packed(Exchange exchange, JsonNode json) {
        if (!exchange.header("accept-encoding").orElse("").contains("gzip")) {
            return ok(json);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(json.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Reply(
                200, Map.of("Content-Type", "application/json", "Content-Encoding", "gzip"), bytes.toByteArray());
    }
}
