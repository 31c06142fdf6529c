package io.llmi.toolkit.imagegen.comfyui;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The event socket of one call. It makes a call quicker and shows previews; whatever happens to it is an event and no
 * failure. Read by one thread.
 */
final class Socket implements WebSocket.Listener, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Socket.class);
    /** Larger messages are skipped: only reports of errors are, which the history has as well. */
    private static final int MAX_MESSAGE_BYTES = 16 << 20;
    /** Unread events above which previews are dropped. */
    private static final int BACKLOG = 32;
    /** The server heeds it in the first message only, and then says to which run a preview belongs. */
    private static final String FEATURES = "{\"type\":\"feature_flags\",\"data\":{\"supports_preview_metadata\":true}}";

    private final LinkedBlockingQueue<RunEvent> events = new LinkedBlockingQueue<>();
    private final StringBuilder text = new StringBuilder();
    private final ByteArrayOutputStream binary = new ByteArrayOutputStream();
    private boolean oversized;
    private @Nullable WebSocket connection;

    private Socket() {}

    /**
     * Opens the socket, or gives a lost one if that does not succeed in time. No {@code Origin} is sent: a server on
     * loopback refuses foreign ones.
     */
    static Socket open(HttpClient client, URI uri, Optional<String> authorization, Duration patience)
            throws InterruptedException {
        Socket socket = new Socket();
        WebSocket.Builder builder = client.newWebSocketBuilder().connectTimeout(patience);
        authorization.ifPresent(value -> builder.header("Authorization", value));
        CompletableFuture<WebSocket> opening = builder.buildAsync(uri, socket);
        try {
            WebSocket connection = opening.get(Math.max(1, patience.toMillis()), TimeUnit.MILLISECONDS);
            socket.connection = connection;
            connection.sendText(FEATURES, true);
        } catch (ExecutionException | TimeoutException e) {
            LOG.debugf(e, "no event socket; the run is polled");
            opening.thenAccept(WebSocket::abort);
            socket.events.add(new RunEvent.Lost());
        } catch (InterruptedException e) {
            opening.thenAccept(WebSocket::abort);
            throw e;
        }
        return socket;
    }

    /** The next event, or empty if none comes in time. */
    Optional<RunEvent> next(Duration patience) throws InterruptedException {
        return Optional.ofNullable(events.poll(patience.toNanos(), TimeUnit.NANOSECONDS));
    }

    @Override
    public void close() {
        WebSocket open = connection;
        if (open != null) {
            open.sendClose(WebSocket.NORMAL_CLOSURE, "").whenComplete((done, failure) -> open.abort());
        }
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        oversized |= text.length() + data.length() > MAX_MESSAGE_BYTES;
        if (!oversized) {
            text.append(data);
        }
        if (last) {
            if (!oversized) {
                FrameReader.text(text.toString()).ifPresent(this::offer);
            }
            text.setLength(0);
            oversized = false;
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
        oversized |= binary.size() + data.remaining() > MAX_MESSAGE_BYTES;
        if (!oversized) {
            byte[] bytes = new byte[data.remaining()];
            data.get(bytes);
            binary.writeBytes(bytes);
        }
        if (last) {
            if (!oversized) {
                FrameReader.binary(ByteBuffer.wrap(binary.toByteArray())).ifPresent(this::offer);
            }
            binary.reset();
            oversized = false;
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        events.add(new RunEvent.Lost());
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        LOG.debugf(error, "the event socket broke; the run is polled");
        events.add(new RunEvent.Lost());
    }

    private void offer(RunEvent event) {
        if (!(event instanceof RunEvent.Preview) || events.size() < BACKLOG) {
            events.add(event);
        }
    }
}
