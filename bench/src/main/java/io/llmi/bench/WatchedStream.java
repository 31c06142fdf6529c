package io.llmi.bench;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLongArray;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.parsetools.RecordParser;

/** One client of an event stream, which looks at what it gets. Written by one event loop, read by others. */
final class WatchedStream {
    private static final Buffer HEARTBEAT = Buffer.buffer(": still here");
    private static final Buffer ID = Buffer.buffer("id: ");

    private final AtomicLongArray sentNanos;
    private final long[] latencies;
    private volatile int events;
    private volatile int heartbeats;
    private volatile boolean inOrder = true;
    private volatile boolean open;
    private volatile long lastNanos;
    private volatile long longestSilence;

    /** @param sentNanos when each event of the job was sent, by {@link System#nanoTime()} */
    WatchedStream(AtomicLongArray sentNanos) {
        this.sentNanos = sentNanos;
        this.latencies = new long[sentNanos.length()];
    }

    /** Begins to read. */
    void take(HttpClientResponse response) {
        open = response.statusCode() == 200;
        lastNanos = System.nanoTime();
        response.exceptionHandler(failure -> open = false);
        response.endHandler(end -> open = false);
        response.handler(RecordParser.newDelimited("\n", this::line));
    }

    boolean isOpen() {
        return open;
    }

    /** Whether every event of the job came once and at its place. */
    boolean isWhole() {
        return inOrder && events == sentNanos.length();
    }

    int heartbeats() {
        return heartbeats;
    }

    /** The longest time without a byte so far, in nanoseconds. */
    long longestSilence() {
        return Math.max(longestSilence, open ? System.nanoTime() - lastNanos : 0);
    }

    /** From the writer's send to this client, in nanoseconds, of the events that came. */
    long[] latencies() {
        return Arrays.copyOf(latencies, Math.min(events, latencies.length));
    }

    private void line(Buffer line) {
        long now = System.nanoTime();
        longestSilence = Math.max(longestSilence, now - lastNanos);
        lastNanos = now;
        if (line.length() > ID.length() && line.slice(0, ID.length()).equals(ID)) {
            event(Integer.parseInt(line.getString(ID.length(), line.length())), now);
        } else if (line.equals(HEARTBEAT)) {
            heartbeats++;
        }
    }

    private void event(int seq, long now) {
        if (seq == events && seq < latencies.length) {
            latencies[seq] = now - sentNanos.get(seq);
        } else {
            inOrder = false;
        }
        events++;
    }
}
