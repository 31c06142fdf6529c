package io.llmi.toolkit.imagegen;

import java.util.List;
import java.util.Optional;

import io.llmi.toolkit.backend.BackendException;
import io.llmi.toolkit.image.RejectedImageException;
import io.llmi.toolkit.image.container.ImageContainer;

/**
 * What a request comes to for a server with a latent diffusion model.
 *
 * @param unwanted what must not be seen; may be empty
 * @param seed from 0
 * @param steps of sampling
 * @param canvas the size of the result: both sides a multiple of 8, as latent diffusion models paint
 * @param alt a text for readers who do not see the picture
 * @param source the picture to edit, if this is an edit
 * @param warnings what a reader should know about the result
 */
public record Order(
        String prompt,
        String unwanted,
        long seed,
        int steps,
        PictureSize canvas,
        String alt,
        Optional<byte[]> source,
        List<String> warnings) {
    /** What common models were trained on; far larger ones repeat their subjects. */
    private static final long EDIT_PIXELS = 1024 * 1024;

    /** Latent pixels stand for squares of so many. */
    private static final int STEP = 8;

    /** @param steps where the request names none */
    public static Order of(ImagePrompt request, int steps) {
        return new Order(
                request.prompt(),
                request.unwanted(),
                request.seed() & Long.MAX_VALUE,
                request.steps().orElse(steps),
                new PictureSize(request.width(), request.height()).inStepsOf(STEP),
                request.alt(),
                Optional.empty(),
                List.of());
    }

    /**
     * @param steps where the request names none
     * @throws BackendException if the picture to edit is none
     */
    public static Order of(ImageEdit request, int steps) throws BackendException {
        return new Order(
                request.prompt(),
                request.unwanted(),
                request.seed() & Long.MAX_VALUE,
                request.steps().orElse(steps),
                like(request.source()),
                request.alt(),
                Optional.of(request.source()),
                request.sources().size() == 1
                        ? List.of()
                        : List.of("Only the first of the pictures was used; the backend takes no others."));
    }

    /** The size of a picture, scaled down where it is too large. */
    private static PictureSize like(byte[] picture) throws BackendException {
        try {
            ImageContainer file = ImageContainer.of(picture);
            return new PictureSize(file.width(), file.height())
                    .scaledInto(1, EDIT_PIXELS, Double.MAX_VALUE)
                    .inStepsOf(STEP);
        } catch (RejectedImageException e) {
            throw BackendException.badRequest("The picture to edit cannot be read.");
        }
    }
}
