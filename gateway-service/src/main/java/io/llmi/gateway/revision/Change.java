package io.llmi.gateway.revision;

import java.util.Optional;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.gateway.job.RawPicture;

/** What is to become of a picture. */
sealed interface Change {
    /**
     * It is made again of what it was made of.
     *
     * @param seed for the tool; without one it takes another than before
     */
    record Again(Optional<Long> seed) implements Change {}

    /**
     * It is made of something else.
     *
     * @param tool another one than before
     * @param description what the picture shows, for the document
     * @param prompt what the tool is asked in words
     * @param params all that the tool is asked; without them what it was asked before
     */
    record Differently(
            Optional<String> tool,
            Optional<String> description,
            Optional<String> prompt,
            Optional<ObjectNode> params,
            Optional<Long> seed)
            implements Change {}

    /** A picture of the user's own takes its place. */
    record Replaced(RawPicture picture, Optional<String> description) implements Change {}
}
