package io.llmi.gateway.log;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import io.llmi.events.DocumentEvent;
import io.llmi.events.EventCodec;
import io.llmi.events.Json;
import io.llmi.events.MalformedEventException;

/**
 * One event of a job's log, kept as the bytes of its server-sent event, which all readers share.
 *
 * @param sse {@code id}, {@code event} and {@code data} lines and the empty line; not to be changed
 * @param dataOffset where in {@code sse} the event's JSON begins
 * @param last whether no further event of the job follows
 */
@SuppressWarnings("ArrayRecordComponent")
record LogEntry(long seq, byte[] sse, int dataOffset, boolean last) {
    private static final EventCodec<DocumentEvent> CODEC = EventCodec.of(DocumentEvent.class);

    /** The entry of a record's value. */
    static LogEntry read(byte[] json) throws MalformedEventException {
        // As it is, with what only newer versions know.
        return of(CODEC.decode(json), isOneLine(json) ? json : inOneLine(json));
    }

    static LogEntry of(DocumentEvent event) {
        return of(event, CODEC.encode(event));
    }

    private static LogEntry of(DocumentEvent event, byte[] json) {
        byte[] head =
                "id: %d\nevent: %s\ndata: ".formatted(event.seq(), event.name()).getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream sse = new ByteArrayOutputStream(head.length + json.length + 2);
        sse.writeBytes(head);
        sse.writeBytes(json);
        sse.write('\n');
        sse.write('\n');
        return new LogEntry(event.seq(), sse.toByteArray(), head.length, event.isLast());
    }

    /** The event itself. */
    DocumentEvent event() {
        try {
            return CODEC.decode(Arrays.copyOfRange(sse, dataOffset, sse.length - 2));
        } catch (MalformedEventException e) {
            throw new IllegalStateException("an event that could be read before cannot be read again", e);
        }
    }

    /** A line break would end the data line; our own JSON has none. */
    private static byte[] inOneLine(byte[] json) throws MalformedEventException {
        try {
            return Json.mapper().writeValueAsBytes(Json.mapper().readTree(json));
        } catch (IOException e) {
            throw new MalformedEventException("a document event is no JSON", e);
        }
    }

    private static boolean isOneLine(byte[] json) {
        for (byte b : json) {
            if (b == '\n' || b == '\r') {
                return false;
            }
        }
        return true;
    }
}
