package io.llmi.toolkit.imagegen;

import java.util.Optional;

/**
 * What a request comes to for a server with a latent diffusion model.
 *
 * @param unwanted what must not be seen; may be empty
 * @param seed from 0
 * @param steps of sampling
 * @param canvas the size of the result
 * @param alt a text for readers who do not see the picture
 * @param source the picture to edit, if this is an edit
 */
public record Order(
        String prompt, String unwanted, long seed, int steps, Canvas canvas, String alt, Optional<byte[]> source) {}
