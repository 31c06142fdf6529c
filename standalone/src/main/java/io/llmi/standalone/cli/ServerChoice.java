package io.llmi.standalone.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/** The server that a command talks to: the one of {@code LLMI_URL}, or one of its own that ends with it. */
public final class ServerChoice implements AutoCloseable {
    private static final Duration END = Duration.ofSeconds(15);

    private final URI url;
    private final @Nullable EmbeddedServer own;
    private final @Nullable Path data;

    private ServerChoice(URI url, @Nullable EmbeddedServer own, @Nullable Path data) {
        this.url = url;
        this.own = own;
        this.data = data;
    }

    /**
     * @param silent says nothing on the way
     * @throws CommandFailedException if a server of its own does not become ready
     */
    public static ServerChoice open(boolean silent) throws IOException {
        @Nullable String running = System.getenv("LLMI_URL");
        if (running != null && !running.isBlank()) {
            return new ServerChoice(URI.create(running), null, null);
        }
        Path data = Files.createTempDirectory("llmi");
        if (!silent) {
            System.err.println("Starting LLM-I ...");
        }
        EmbeddedServer server = EmbeddedServer.start(data, 0, true);
        // A signal ends the server and not this class's user, who would have closed it.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> discardAfter(server, data), "discard"));
        return new ServerChoice(server.url(), server, data);
    }

    private static void discardAfter(EmbeddedServer server, Path data) {
        try {
            if (server.awaitEnd(END) && Files.exists(data)) {
                EmbeddedServer.discard(data);
            }
        } catch (IOException e) {
            System.err.println("llmi: could not remove " + data + ": " + e.getMessage());
        }
    }

    public URI url() {
        return url;
    }

    @Override
    public void close() throws IOException {
        if (own != null) {
            own.close();
        }
        if (data != null) {
            EmbeddedServer.discard(data);
        }
    }
}
