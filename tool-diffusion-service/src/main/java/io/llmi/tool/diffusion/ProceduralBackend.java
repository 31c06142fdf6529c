package io.llmi.tool.diffusion;

import java.awt.image.BufferedImage;
import java.util.List;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.events.Json;
import io.llmi.events.Provenance;
import io.llmi.tool.diffusion.finish.Caption;
import io.llmi.tool.diffusion.finish.Media;
import io.llmi.tool.diffusion.paint.ScenePainter;
import io.llmi.tool.diffusion.scene.Medium;
import io.llmi.tool.diffusion.scene.PromptReader;
import io.llmi.tool.diffusion.scene.Scene;
import io.llmi.toolkit.backend.Backend;
import io.llmi.toolkit.backend.BackendCall;
import io.llmi.toolkit.image.ImageEncoder;
import io.llmi.toolkit.image.provenance.DigitalSourceType;
import io.llmi.toolkit.imagegen.ImagePrompt;
import io.llmi.toolkit.tool.ToolReply;

/**
 * Draws by rules what a prompt's words name: no model, no network, the same bytes for the same request. It lets the
 * whole system run where there is no GPU, and every picture says so in its corner.
 */
public final class ProceduralBackend implements Backend<ImagePrompt> {
    public static final String NAME = "procedural";
    /** Part of the result cache's key: to be raised whenever the same request paints another picture. */
    private static final int EDITION = 1;

    private static final float JPEG_QUALITY = 0.9f;
    private final PromptReader reader = new PromptReader();
    private final boolean captioned;

    /** @param captioned whether pictures carry the note that says how they were made */
    public ProceduralBackend(boolean captioned) {
        this.captioned = captioned;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String identity() {
        return "procedural edition=%d caption=%b".formatted(EDITION, captioned);
    }

    @Override
    public ToolReply.Picture produce(ImagePrompt prompt, BackendCall call) {
        long begin = System.nanoTime();
        Scene scene = reader.read(prompt.prompt(), prompt.unwanted());
        BufferedImage painted = ScenePainter.paint(scene, prompt.seed(), prompt.width(), prompt.height());
        BufferedImage finished = Media.apply(scene.medium(), painted, prompt.seed());
        if (captioned) {
            Caption.write(finished, scene.understood());
        }
        List<String> warnings = scene.understood().isEmpty()
                ? List.of("The procedural painter knew no word of the prompt and composed an abstract picture.")
                : List.of();
        byte[] bytes = encoded(finished, scene.medium());
        Provenance provenance = Provenance.madeBy(NAME, params(prompt))
                .withSourceType(DigitalSourceType.ALGORITHMIC_MEDIA.term())
                .withDurationMs((System.nanoTime() - begin) / 1_000_000);
        return new ToolReply.Picture(bytes, prompt.alt(), provenance, warnings);
    }

    private static byte[] encoded(BufferedImage picture, Medium medium) {
        return medium == Medium.PIXEL ? ImageEncoder.png(picture) : ImageEncoder.jpeg(picture, JPEG_QUALITY);
    }

    private static ObjectNode params(ImagePrompt prompt) {
        ObjectNode params = Json.mapper().createObjectNode();
        params.put("prompt", prompt.prompt());
        if (!prompt.unwanted().isEmpty()) {
            params.put("negative_prompt", prompt.unwanted());
        }
        // As a text: JavaScript clients would round a 64-bit number.
        return params.put("size", prompt.width() + "x" + prompt.height()).put("seed", Long.toString(prompt.seed()));
    }
}
