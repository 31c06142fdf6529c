package io.llmi.events;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A picture was made and stored.
 *
 * @param image exists in the blob store before this record is published
 * @param alt a text for readers who do not see the picture; never empty
 * @param warnings what a reader of the document should know, such as a substituted font
 */
public record ToolSuccess(BlobRef image, String alt, Provenance provenance, List<String> warnings)
        implements FinalOutcome {
    public ToolSuccess {
        warnings = copy(warnings);
    }

    private static List<String> copy(@Nullable List<String> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
