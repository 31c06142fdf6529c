package io.llmi.tool.diffusion;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

import io.llmi.tool.diffusion.finish.Caption;
import io.llmi.tool.diffusion.finish.Media;
import io.llmi.tool.diffusion.paint.ScenePainter;
import io.llmi.tool.diffusion.scene.Medium;
import io.llmi.tool.diffusion.scene.PromptReader;
import io.llmi.tool.diffusion.scene.Scene;
import io.llmi.toolkit.image.ImageEncoder;

/**
 * Draws by rules what a prompt's words name: no model, no network, the same bytes for the same request. It lets the
 * whole system run where there is no GPU, and every picture says so in its corner.
 */
public final class ProceduralBackend implements DiffusionBackend {
    private static final float JPEG_QUALITY = 0.9f;
    private final PromptReader reader = new PromptReader();
    private final boolean captioned;

    /** @param captioned whether pictures carry the note that says how they were made */
    public ProceduralBackend(boolean captioned) {
        this.captioned = captioned;
    }

    @Override
    public String name() {
        return "procedural";
    }

    @Override
    public Generated generate(ImagePrompt prompt) throws IOException {
        Scene scene = reader.read(prompt.prompt(), prompt.unwanted());
        long seed = prompt.seed().orElseGet(() -> seedOf(prompt.prompt()));
        BufferedImage painted = ScenePainter.paint(scene, seed, prompt.width(), prompt.height());
        BufferedImage finished = Media.apply(scene.medium(), painted, seed);
        if (captioned) {
            Caption.write(finished, scene.understood());
        }
        byte[] bytes =
                scene.medium() == Medium.PIXEL ? ImageEncoder.png(finished) : ImageEncoder.jpeg(finished, JPEG_QUALITY);
        List<String> warnings = scene.understood().isEmpty()
                ? List.of("The procedural painter knew no word of the prompt and composed an abstract picture.")
                : List.of();
        return new Generated(bytes, seed, warnings);
    }

    /** FNV-1a over the prompt without regard to case and outer space. */
    private static long seedOf(String prompt) {
        long hash = 0xcbf29ce484222325L;
        for (char c : prompt.strip().toLowerCase(Locale.ROOT).toCharArray()) {
            hash = (hash ^ c) * 0x100000001b3L;
        }
        return hash;
    }
}
