package io.llmi.toolkit.imagegen;

import java.util.List;
import java.util.Optional;

import io.llmi.toolkit.backend.BackendException;

/**
 * What a request comes to for a server with a latent diffusion model.
 *
 * @param unwanted what must not be seen; may be empty
 * @param seed from 0
 * @param steps of sampling
 * @param canvas the size of the result
 * @param alt a text for readers who do not see the picture
 * @param source the picture to edit, if this is an edit
 * @param warnings what a reader should know about the result
 */
public record Order(
        String prompt,
        String unwanted,
        long seed,
        int steps,
        Canvas canvas,
        String alt,
        Optional<byte[]> source,
        List<String> warnings) {
    /** What common models were trained on; far larger ones repeat their subjects. */
    private static final long EDIT_PIXELS = 1024 * 1024;

    /** @param steps where the request names none */
    public static Order of(ImagePrompt request, int steps) {
        return new Order(
                request.prompt(),
                request.unwanted(),
                request.seed() & Long.MAX_VALUE,
                request.steps().orElse(steps),
                Canvas.near(request.width(), request.height()),
                request.alt(),
                Optional.empty(),
                List.of());
    }

    /**
     * @param steps where the request names none
     * @throws BackendException if the picture to edit is none
     */
    public static Order of(ImageEdit request, int steps) throws BackendException {
        Canvas canvas = Canvas.like(request.source(), EDIT_PIXELS)
                .orElseThrow(() -> BackendException.badRequest("The picture to edit cannot be read."));
        return new Order(
                request.prompt(),
                request.unwanted(),
                request.seed() & Long.MAX_VALUE,
                request.steps().orElse(steps),
                canvas,
                request.alt(),
                Optional.of(request.source()),
                request.sources().size() == 1
                        ? List.of()
                        : List.of("Only the first of the pictures was used; the backend takes no others."));
    }
}
