package io.llmi.planner.prompt;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.llmi.events.ImageCount;
import io.llmi.events.JobSubmitted;
import io.llmi.events.Json;
import io.llmi.events.ToolManifest;
import io.llmi.planner.backend.PlanRequest;

/**
 * The system prompt, written from the tools that are registered: a new tool needs no release of the planner. The words
 * are in resource files whose names carry the version; a change of wording is a new version, so that results can be
 * compared.
 */
public final class SystemPrompt {
    /** The version of the wording. */
    public static final String VERSION = "v1";

    private static final String WITH_TOOLS = read("system");
    private static final String WITHOUT_TOOLS = read("system-text-only");
    private static final String TOOL = read("tool");

    private SystemPrompt() {}

    /** The prompt for one job. */
    public static String text(PlanRequest request) {
        JobSubmitted job = request.job();
        if (request.tools().isEmpty() || job.imageCount().equals(ImageCount.NONE)) {
            return WITHOUT_TOOLS;
        }
        return fill(
                WITH_TOOLS,
                Map.of(
                        "tools",
                        request.tools().stream().map(SystemPrompt::tool).collect(Collectors.joining("\n")),
                        "tool_names",
                        request.tools().stream()
                                .map(tool -> "\"" + tool.name() + "\"")
                                .collect(Collectors.joining(", ")),
                        "counting",
                        counting(job.images().size()),
                        "amount",
                        amount(job.imageCount(), job.maxImages())));
    }

    private static String tool(ToolManifest tool) {
        return fill(
                TOOL,
                Map.of(
                        "name", tool.name(),
                        "when", tool.whenToUse().strip(),
                        "schema", json(tool.paramsSchema()),
                        "examples", examples(tool.examples())));
    }

    private static String examples(List<JsonNode> bodies) {
        return bodies.stream().map(body -> "<imgen>" + json(body) + "</imgen>").collect(Collectors.joining("\n"));
    }

    private static String counting(int userImages) {
        return switch (userImages) {
            case 0 ->
                "The user gave no images, so the first tag of your document makes image 0, the second one image 1.";
            case 1 ->
                "The user gave one image: it is image 0. The first tag of your document makes image 1, the second"
                        + " one image 2.";
            default ->
                "The user gave %d images: they are images 0 to %d. The first tag of your document makes image %d,"
                                .formatted(userImages, userImages - 1, userImages)
                        + " the second one image %d.".formatted(userImages + 1);
        };
    }

    private static String amount(ImageCount count, int most) {
        if (count.isExact()) {
            return count.code() == 1
                    ? "The document must have exactly one tag."
                    : "The document must have exactly %d tags, no more and no fewer.".formatted(count.code());
        }
        String atMost = " Never write more than %d.".formatted(most);
        return count.equals(ImageCount.SOME)
                ? "The document must have at least one tag." + atMost
                : "Write as many tags as the request asks for. If it does not say, write one where a picture tells the"
                        + " reader more than words would, and none otherwise." + atMost;
    }

    private static String fill(String template, Map<String, String> values) {
        StringBuilder out = new StringBuilder();
        int from = 0;
        for (int open = template.indexOf("{{"); open >= 0; open = template.indexOf("{{", from)) {
            int close = template.indexOf("}}", open);
            out.append(template, from, open).append(values.getOrDefault(template.substring(open + 2, close), ""));
            from = close + 2;
        }
        return out.append(template.substring(from)).toString();
    }

    private static String json(JsonNode node) {
        try {
            return Json.mapper().writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write a tool's manifest as JSON", e);
        }
    }

    private static String read(String name) {
        String file = name + "-" + VERSION + ".md";
        try (InputStream in = SystemPrompt.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("the prompt " + file + " is missing from the planner's jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
