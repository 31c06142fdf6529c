package io.llmi.toolkit.imagegen;

import java.util.List;
import java.util.Optional;

/**
 * A picture to change: what a backend of the edit tool is asked. Which picture of the document that is, the tool adds to
 * the provenance itself, so that equal edits of equal pictures are equal requests.
 *
 * @param sources PNG, JPEG or WebP; at least one, the first is the one to change and the others are for reference
 * @param prompt what to change; not blank
 * @param unwanted what the result must not show; may be empty
 * @param steps of sampling, where the tag names them
 * @param seed from 0 to 2^32-1
 * @param description what the document says about the result; may be empty
 */
public record ImageEdit(
        List<byte[]> sources, String prompt, String unwanted, Optional<Integer> steps, long seed, String description) {
    public ImageEdit {
        sources = List.copyOf(sources);
        if (sources.isEmpty()) {
            throw new IllegalArgumentException("an edit needs a picture");
        }
    }

    /** The picture to change. */
    public byte[] source() {
        return sources.getFirst();
    }

    /** A text for readers who do not see the picture; never empty. */
    public String alt() {
        return AltText.of(description, "An earlier picture, changed: " + prompt);
    }
}
