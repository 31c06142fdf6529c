package io.llmi.toolkit.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns bytes of an event stream, cut anywhere, into the data of its events.
 *
 * <p>More tolerant than the standard (https://html.spec.whatwg.org/multipage/server-sent-events.html): an event that
 * lacks its blank line counts at {@code [DONE]} and at the end of the stream, and a field {@code error}, which old
 * llama.cpp servers send, counts as data. Text is decoded line by line, so a character may be cut between two chunks.
 * Not thread-safe.
 */
public final class SseReader {
    public static final String DONE = "[DONE]";
    private final int maxEventBytes;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final StringBuilder data = new StringBuilder();
    private boolean afterCarriageReturn;
    private boolean firstLine = true;

    /** @param maxEventBytes size of one event at which the stream is given up */
    public SseReader(int maxEventBytes) {
        this.maxEventBytes = maxEventBytes;
    }

    /** Signals an event that is larger than allowed. */
    public static final class EventTooLargeException extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /** The data of the events that these bytes complete. */
    public List<String> read(ByteBuffer bytes) throws EventTooLargeException {
        List<String> events = new ArrayList<>();
        while (bytes.hasRemaining()) {
            byte b = bytes.get();
            boolean secondOfPair = b == '\n' && afterCarriageReturn;
            afterCarriageReturn = b == '\r';
            if (secondOfPair) {
                continue;
            }
            if (b == '\n' || b == '\r') {
                endLine(events);
            } else {
                line.write(b);
                if (line.size() + data.length() > maxEventBytes) {
                    throw new EventTooLargeException();
                }
            }
        }
        return events;
    }

    /** What the end of the stream completes. */
    public List<String> end() {
        List<String> events = new ArrayList<>();
        if (line.size() > 0) {
            endLine(events);
        }
        dispatch(events);
        return events;
    }

    private void endLine(List<String> events) {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        if (firstLine) {
            firstLine = false;
            text = text.startsWith("\uFEFF") ? text.substring(1) : text;
        }
        if (text.isEmpty()) {
            dispatch(events);
            return;
        }
        int colon = text.indexOf(':');
        String field = colon < 0 ? text : text.substring(0, colon);
        if (!field.equals("data") && !field.equals("error")) {
            return;
        }
        String value = colon < 0 ? "" : text.substring(colon + 1);
        value = value.startsWith(" ") ? value.substring(1) : value;
        if (value.strip().equals(DONE)) {
            dispatch(events);
            events.add(DONE);
            return;
        }
        if (!data.isEmpty()) {
            data.append('\n');
        }
        data.append(field.equals("error") ? "{\"error\":" + value + "}" : value);
    }

    private void dispatch(List<String> events) {
        if (!data.isEmpty()) {
            events.add(data.toString());
            data.setLength(0);
        }
    }
}
