package io.llmi.tool.diffusion;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.events.FailureCode;
import io.llmi.events.Json;
import io.llmi.events.Provenance;
import io.llmi.events.ToolManifest;
import io.llmi.toolkit.tool.Tool;
import io.llmi.toolkit.tool.ToolInvocation;
import io.llmi.toolkit.tool.ToolReply;

/** The tool that makes synthetic pictures. */
@ApplicationScoped
public class DiffusionTool implements Tool {
    private static final Pattern SIZE = Pattern.compile("\\s*(\\d{1,5})\\s*[xX*×]\\s*(\\d{1,5})\\s*");
    private static final int MIN_SIDE = 256;
    private static final int MAX_SIDE = 1536;
    private static final int MAX_ALT = 300;
    private static final String SCHEMA = """
            {"type": "object", "required": ["prompt"], "properties": {
              "prompt": {"type": "string", "description": "what the picture shows: subjects, place, time of day, colours, style"},
              "negative_prompt": {"type": "string", "description": "what it must not show"},
              "size": {"type": "string", "pattern": "^[0-9]+x[0-9]+$", "description": "WIDTHxHEIGHT in pixels, each 256 to 1536"},
              "seed": {"type": "integer", "description": "another seed gives another picture"}}}""";
    private static final String EXAMPLE = """
            {"source": "diffusion", "description": "A red sailing boat at sunset", "params":
             {"prompt": "a red sailing boat on a calm sea at sunset, a lighthouse in the distance, oil painting"}}""";

    private final DiffusionBackend backend;
    private final DiffusionConfig config;

    @Inject
    public DiffusionTool(DiffusionConfig config) {
        this.config = config;
        this.backend = new ProceduralBackend(config.caption());
    }

    @Override
    public ToolManifest manifest() {
        return new ToolManifest(
                "diffusion",
                "Makes a synthetic picture from a text prompt. Use it for imagined, artistic or illustrative scenes;"
                        + " not for real people, places or events, and not for charts.",
                parse(SCHEMA),
                List.of(parse(EXAMPLE)),
                false,
                List.of(backend.name()),
                60,
                Instant.EPOCH);
    }

    @Override
    public ToolReply call(ToolInvocation invocation) {
        Optional<String> prompt = invocation.text("prompt");
        if (prompt.isEmpty()) {
            return ToolReply.failed(
                    FailureCode.BAD_REQUEST, "The diffusion tool needs a \"prompt\" that says what to paint.");
        }
        Optional<int[]> size = size(invocation);
        if (size.isEmpty()) {
            return ToolReply.failed(
                    FailureCode.BAD_REQUEST,
                    "The \"size\" has to be WIDTHxHEIGHT with both between 256 and 1536, for example 1024x768.");
        }
        JsonNode seed = invocation.work().params().path("seed");
        ImagePrompt asked = new ImagePrompt(
                prompt.get().strip(),
                invocation.text("negative_prompt").orElse(""),
                size.get()[0],
                size.get()[1],
                seed.canConvertToLong() ? Optional.of(seed.longValue()) : Optional.empty());
        try {
            long begin = System.nanoTime();
            DiffusionBackend.Generated generated = backend.generate(asked);
            Provenance provenance = Provenance.madeBy(backend.name(), params(asked, generated.seed()))
                    .withDurationMs((System.nanoTime() - begin) / 1_000_000);
            return new ToolReply.Picture(generated.bytes(), alt(invocation, asked), provenance, generated.warnings());
        } catch (IOException e) {
            return ToolReply.failed(FailureCode.BACKEND_ERROR, "The picture could not be encoded.");
        }
    }

    private Optional<int[]> size(ToolInvocation invocation) {
        Optional<String> text = invocation.text("size");
        if (text.isEmpty()) {
            return Optional.of(new int[] {config.width(), config.height()});
        }
        Matcher matcher = SIZE.matcher(text.get());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int width = Integer.parseInt(matcher.group(1));
        int height = Integer.parseInt(matcher.group(2));
        boolean bounded = Math.min(width, height) >= MIN_SIDE && Math.max(width, height) <= MAX_SIDE;
        return bounded ? Optional.of(new int[] {width, height}) : Optional.empty();
    }

    private static ObjectNode params(ImagePrompt asked, long seed) {
        ObjectNode params = Json.mapper().createObjectNode();
        params.put("prompt", asked.prompt());
        if (!asked.unwanted().isEmpty()) {
            params.put("negative_prompt", asked.unwanted());
        }
        params.put("size", asked.width() + "x" + asked.height());
        // As a text: JavaScript clients would round a 64-bit number.
        params.put("seed", Long.toString(seed));
        return params;
    }

    private static String alt(ToolInvocation invocation, ImagePrompt asked) {
        String description = invocation.work().description().strip();
        String text = description.isEmpty() ? asked.prompt() : description;
        return text.length() > MAX_ALT ? text.substring(0, MAX_ALT - 1) + "…" : text;
    }

    private static JsonNode parse(String json) {
        try {
            return Json.mapper().readTree(json);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException("the manifest's own JSON is broken", e);
        }
    }
}
