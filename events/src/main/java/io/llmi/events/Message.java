package io.llmi.events;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * One turn of the conversation.
 *
 * @param images indices into {@link JobSubmitted#images()} of the pictures attached to this turn
 */
public record Message(Role role, String text, List<Integer> images) {
    /** Who speaks. */
    public enum Role {
        @JsonProperty("system")
        SYSTEM,
        @JsonProperty("user")
        USER,
        @JsonProperty("assistant")
        ASSISTANT
    }

    public Message {
        images = copyOf(images);
    }

    public static Message user(String text) {
        return new Message(Role.USER, text, List.of());
    }

    private static List<Integer> copyOf(@Nullable List<Integer> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
