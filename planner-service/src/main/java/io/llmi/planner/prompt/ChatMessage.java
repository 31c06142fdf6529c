package io.llmi.planner.prompt;

import java.util.List;

/**
 * One turn as a chat endpoint takes it.
 *
 * @param role {@code system}, {@code user} or {@code assistant}
 * @param parts never empty
 */
public record ChatMessage(String role, List<Part> parts) {
    public ChatMessage {
        parts = List.copyOf(parts);
    }

    static ChatMessage text(String role, String text) {
        return new ChatMessage(role, List.of(new Text(text)));
    }

    /** A piece of a turn. */
    public sealed interface Part {}

    /** Words. */
    public record Text(String text) implements Part {}

    /**
     * A picture.
     *
     * @param dataUri PNG or JPEG as {@code data:image/...;base64,...}
     */
    public record Image(String dataUri) implements Part {}
}
