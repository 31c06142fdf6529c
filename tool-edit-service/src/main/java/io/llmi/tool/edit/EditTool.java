package io.llmi.tool.edit;

import java.awt.image.BufferedImage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.events.FailureCode;
import io.llmi.events.Json;
import io.llmi.events.Provenance;
import io.llmi.events.ToolManifest;
import io.llmi.tool.edit.instruction.EditPlan;
import io.llmi.tool.edit.instruction.InstructionParser;
import io.llmi.tool.edit.instruction.Operation;
import io.llmi.tool.edit.pixel.EditException;
import io.llmi.tool.edit.pixel.ImageEditor;
import io.llmi.toolkit.image.ImageEncoder;
import io.llmi.toolkit.image.ImageInspector;
import io.llmi.toolkit.tool.Tool;
import io.llmi.toolkit.tool.ToolInvocation;
import io.llmi.toolkit.tool.ToolReply;

/** The tool that changes an earlier picture, by classical operations that it recognises in the instruction. */
@ApplicationScoped
public class EditTool implements Tool {
    static final String ABILITIES =
            "night, brighter, darker, black and white, sepia, blur, sharpen, contrast, saturation, warmer, cooler, invert,"
                    + " tint with a colour, pixelate, posterise, crop (square, centre, left half, 16:9), rotate, mirror,"
                    + " resize, border, caption \"text\"";
    private static final String BACKEND = "classical";
    private static final float JPEG_QUALITY = 0.92f;
    private static final int MAX_NAMED = 8;
    private static final String SCHEMA = """
            {"type": "object", "required": ["img_index", "prompt"], "properties": {
              "img_index": {"type": "integer", "minimum": 0, "description": "which picture: the user's first, then the document's in order"},
              "prompt": {"type": "string", "description": "what to change"}}}""";
    private static final List<String> EXAMPLES = List.of("""
            {"source": "edit", "description": "The harbour at night", "params": {"img_index": 0, "prompt": "turn it into night"}}""", """
            {"source": "edit", "description": "The same scene in black and white, square", "params":
             {"img_index": 1, "prompt": "black and white, crop to a square"}}""");

    private final InstructionParser parser = new InstructionParser();
    private final ImageEditor editor;
    private final EditConfig config;

    @Inject
    public EditTool(EditConfig config) {
        this.config = config;
        this.editor = new ImageEditor(config.maxSide());
    }

    @Override
    public ToolManifest manifest() {
        return new ToolManifest(
                "edit",
                "Changes an earlier picture, named by img_index. It can do: " + ABILITIES + ".",
                parse(SCHEMA),
                EXAMPLES.stream().map(EditTool::parse).toList(),
                true,
                List.of(BACKEND),
                60,
                Instant.EPOCH);
    }

    @Override
    public ToolReply call(ToolInvocation invocation) {
        if (invocation.inputs().isEmpty()) {
            return ToolReply.failed(
                    FailureCode.BAD_REFERENCE, "There is no picture to edit: \"img_index\" has to name one.");
        }
        Optional<String> instruction = invocation.text("prompt");
        if (instruction.isEmpty()) {
            return ToolReply.failed(
                    FailureCode.BAD_REQUEST, "The edit tool needs a \"prompt\" that says what to change.");
        }
        EditPlan plan = parser.parse(instruction.get());
        if (plan.operations().isEmpty()) {
            return ToolReply.failed(
                    FailureCode.BAD_REQUEST,
                    "The classical editor understood nothing of the instruction. It can do: " + ABILITIES + ".");
        }
        long begin = System.nanoTime();
        try {
            ImageInspector.Inspected source =
                    ImageInspector.inspect(invocation.inputs().get(0), config.maxSourcePixels());
            BufferedImage edited = editor.apply(source.pixels(), plan.operations());
            byte[] bytes = "image/png".equals(source.mediaType())
                    ? ImageEncoder.png(edited)
                    : ImageEncoder.jpeg(edited, JPEG_QUALITY);
            Provenance provenance = Provenance.madeBy(BACKEND, params(invocation, plan))
                    .withDerivedFrom(invocation.derivedFrom())
                    .withDurationMs((System.nanoTime() - begin) / 1_000_000);
            return new ToolReply.Picture(bytes, alt(invocation, plan), provenance, warnings(plan));
        } catch (ImageInspector.NotAnImageException e) {
            return ToolReply.failed(
                    FailureCode.BAD_REFERENCE, "The picture to edit cannot be read: " + e.getMessage() + ".");
        } catch (EditException e) {
            return ToolReply.failed(FailureCode.BAD_REQUEST, e.reason());
        }
    }

    private static List<String> warnings(EditPlan plan) {
        if (plan.ignored().isEmpty()) {
            return List.of();
        }
        String words = plan.ignored().stream().limit(MAX_NAMED).collect(Collectors.joining(", "));
        return List.of("The classical editor did not understand: " + words + ".");
    }

    private static String alt(ToolInvocation invocation, EditPlan plan) {
        String done =
                plan.operations().stream().map(Operation::label).distinct().collect(Collectors.joining(", "));
        String description = invocation.work().description().strip();
        return (description.isEmpty() ? "An earlier picture" : description) + " (edited: " + done + ")";
    }

    private static ObjectNode params(ToolInvocation invocation, EditPlan plan) {
        ObjectNode params = Json.mapper().createObjectNode();
        invocation.work().imageIndex().ifPresent(index -> params.put("img_index", index));
        invocation.text("prompt").ifPresent(text -> params.put("prompt", text));
        var operations = params.putArray("operations");
        plan.operations().forEach(operation -> operations.add(operation.label()));
        return params;
    }

    private static JsonNode parse(String json) {
        try {
            return Json.mapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the manifest's own JSON is broken", e);
        }
    }
}
