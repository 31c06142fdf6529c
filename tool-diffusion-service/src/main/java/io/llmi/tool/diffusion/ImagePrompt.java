package io.llmi.tool.diffusion;

import java.util.Optional;

/**
 * A picture to make.
 *
 * @param prompt what it shows
 * @param unwanted what it must not show; may be empty
 * @param width in pixels, 256..1536
 * @param height in pixels, 256..1536
 * @param seed decides everything that the prompt leaves open; without one the prompt decides
 */
public record ImagePrompt(String prompt, String unwanted, int width, int height, Optional<Long> seed) {}
