package io.llmi.tool.edit;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.events.FailureCode;
import io.llmi.events.Json;
import io.llmi.events.Provenance;
import io.llmi.tool.edit.instruction.EditPlan;
import io.llmi.tool.edit.instruction.InstructionParser;
import io.llmi.tool.edit.instruction.Operation;
import io.llmi.tool.edit.pixel.EditException;
import io.llmi.tool.edit.pixel.ImageEditor;
import io.llmi.toolkit.backend.Backend;
import io.llmi.toolkit.backend.BackendCall;
import io.llmi.toolkit.backend.BackendException;
import io.llmi.toolkit.backend.Remedy;
import io.llmi.toolkit.image.ImageEncoder;
import io.llmi.toolkit.image.ImageInspector;
import io.llmi.toolkit.image.provenance.DigitalSourceType;
import io.llmi.toolkit.image.provenance.PictureMetadata;
import io.llmi.toolkit.imagegen.ImageEdit;
import io.llmi.toolkit.tool.ToolReply;

/** Edits by classical operations that it recognises in the instruction: no model, no network. Thread-safe. */
public final class ClassicalBackend implements Backend<ImageEdit> {
    public static final String NAME = "classical";
    static final String ABILITIES =
            "night, brighter, darker, black and white, sepia, blur, sharpen, contrast, saturation, warmer, cooler, invert,"
                    + " tint with a colour, pixelate, posterise, crop (square, centre, left half, 16:9), rotate, mirror,"
                    + " resize, border, caption \"text\"";
    /** Part of the result cache's key: to be raised whenever the same request gives another picture. */
    private static final int EDITION = 1;

    private static final float JPEG_QUALITY = 0.92f;
    private static final int MAX_NAMED = 8;

    private final InstructionParser parser = new InstructionParser();
    private final ImageEditor editor;
    private final int maxSide;
    private final long maxSourcePixels;

    /**
     * @param maxSide of a result, in pixels
     * @param maxSourcePixels width times height of a source that is still decoded
     */
    public ClassicalBackend(int maxSide, long maxSourcePixels) {
        this.editor = new ImageEditor(maxSide);
        this.maxSide = maxSide;
        this.maxSourcePixels = maxSourcePixels;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String identity() {
        return "classical edition=%d max-side=%d".formatted(EDITION, maxSide);
    }

    @Override
    public ToolReply.Picture produce(ImageEdit edit, BackendCall call) throws BackendException {
        EditPlan plan = parser.parse(edit.prompt());
        if (plan.operations().isEmpty()) {
            throw BackendException.unsupported(
                    "The classical editor understood nothing of the instruction. It can do: " + ABILITIES + ".");
        }
        long begin = System.nanoTime();
        try {
            ImageInspector.Inspected source = ImageInspector.inspect(edit.source(), maxSourcePixels);
            BufferedImage edited = editor.apply(source.pixels(), plan.operations());
            byte[] bytes = "image/png".equals(source.mediaType())
                    ? ImageEncoder.png(edited)
                    : ImageEncoder.jpeg(edited, JPEG_QUALITY);
            Provenance provenance =
                    Provenance.madeBy(NAME, params(edit, plan)).withDurationMs((System.nanoTime() - begin) / 1_000_000);
            return new ToolReply.Picture(bytes, alt(edit, plan), provenance, warnings(plan));
        } catch (ImageInspector.NotAnImageException e) {
            throw new BackendException(
                    FailureCode.BAD_REFERENCE,
                    "The picture to edit cannot be read: " + e.getMessage() + ".",
                    new Remedy.GiveUp(),
                    e);
        } catch (EditException e) {
            throw BackendException.unsupported(e.reason());
        }
    }

    /** What a model made stays marked as such, whatever is done to it. */
    private static DigitalSourceType sourceType(byte[] source) {
        return switch (PictureMetadata.sourceType(source).orElse(DigitalSourceType.DIGITAL_CAPTURE)) {
            case TRAINED_ALGORITHMIC_MEDIA, COMPOSITE_WITH_TRAINED_ALGORITHMIC_MEDIA ->
                DigitalSourceType.COMPOSITE_WITH_TRAINED_ALGORITHMIC_MEDIA;
            case ALGORITHMIC_MEDIA -> DigitalSourceType.ALGORITHMIC_MEDIA;
            case ALGORITHMICALLY_ENHANCED, HUMAN_EDITS, COMPOSITE, DIGITAL_CAPTURE ->
                DigitalSourceType.ALGORITHMICALLY_ENHANCED;
        };
    }

    private static List<String> warnings(EditPlan plan) {
        if (plan.ignored().isEmpty()) {
            return List.of();
        }
        String words = plan.ignored().stream().limit(MAX_NAMED).collect(Collectors.joining(", "));
        return List.of("The classical editor did not understand: " + words + ".");
    }

    private static String alt(ImageEdit edit, EditPlan plan) {
        String done =
                plan.operations().stream().map(Operation::label).distinct().collect(Collectors.joining(", "));
        String description = edit.description();
        return (description.isBlank() ? "An earlier picture" : description) + " (edited: " + done + ")";
    }

    private static ObjectNode params(ImageEdit edit, EditPlan plan) {
        ObjectNode params = Json.mapper().createObjectNode();
        params.put("prompt", edit.prompt());
        var operations = params.putArray("operations");
        plan.operations().forEach(operation -> operations.add(operation.label()));
        return params;
    }
}
