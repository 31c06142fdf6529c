package io.llmi.toolkit.imagegen;

import java.util.Optional;

/**
 * A picture to make: what a backend of the diffusion tool is asked.
 *
 * @param prompt what it shows; not blank
 * @param unwanted what it must not show; may be empty
 * @param width in pixels; a backend that does not have the size takes the nearest and says so in the provenance
 * @param height in pixels
 * @param steps of sampling, where the tag names them
 * @param seed from 0 to 2^32-1; decides everything that the prompt leaves open, where the backend has
 *     seeds
 * @param description what the document says about the picture; may be empty
 */
public record ImagePrompt(
        String prompt, String unwanted, int width, int height, Optional<Integer> steps, long seed, String description) {

    /** A text for readers who do not see the picture; never empty. */
    public String alt() {
        return AltText.of(description, prompt);
    }
}
