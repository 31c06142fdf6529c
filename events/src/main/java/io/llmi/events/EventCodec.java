package io.llmi.events;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;

/**
 * One event type as bytes and back. Thread-safe.
 *
 * <p>Evolution is additive: unknown fields are ignored, missing optional ones get their defaults.
 *
 * @param <T> the event type, a record or a sealed interface of records
 */
public final class EventCodec<T> {
    private final Class<T> type;
    private final ObjectReader reader;
    private final ObjectWriter writer;

    private EventCodec(Class<T> type) {
        this.type = type;
        this.reader = Json.mapper().readerFor(type);
        this.writer = Json.mapper().writerFor(type);
    }

    public static <T> EventCodec<T> of(Class<T> type) {
        return new EventCodec<>(type);
    }

    /** The CloudEvents type attribute, {@code io.llmi.<snake-case name>}. */
    public String cloudEventType() {
        return "io.llmi." + type.getSimpleName();
    }

    public byte[] encode(T event) {
        try {
            return writer.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write a " + type.getSimpleName() + " as JSON", e);
        }
    }

    /** @throws MalformedEventException if the bytes are not such an event; the caller sends the record aside */
    public T decode(byte[] bytes) throws MalformedEventException {
        try {
            T event = reader.readValue(bytes);
            if (event == null) {
                throw new MalformedEventException("the record's value is JSON null, not a " + type.getSimpleName());
            }
            return event;
        } catch (IOException | IllegalArgumentException e) {
            throw new MalformedEventException("not a " + type.getSimpleName() + ": " + Json.oneLine(e), e);
        }
    }
}
