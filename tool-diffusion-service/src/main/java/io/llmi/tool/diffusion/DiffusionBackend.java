package io.llmi.tool.diffusion;

import java.io.IOException;
import java.util.List;

/** Makes pictures from prompts. Thread-safe and blocking. */
public interface DiffusionBackend {
    /**
     * A picture.
     *
     * @param bytes PNG or JPEG
     * @param seed the seed that was used
     * @param warnings what a reader should know about it
     */
    record Generated(byte[] bytes, long seed, List<String> warnings) {}

    /** How the provenance names it. */
    String name();

    /** @throws IOException if no picture could be made; worth another try */
    Generated generate(ImagePrompt prompt) throws IOException;
}
