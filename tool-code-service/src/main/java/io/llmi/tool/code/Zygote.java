package io.llmi.tool.code;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jboss.logging.Logger;

/**
 * One pre-warmed interpreter in its sandbox. Counts its calls: it ends when it is retired and the last of them is over.
 * Thread-safe.
 */
final class Zygote {
    private static final Logger LOG = Logger.getLogger(Zygote.class);

    private final Process process;
    private final Path socket;
    private final Instant started;
    private int programs;
    private int running;
    private boolean retired;

    private Zygote(Process process, Path socket, Instant started) {
        this.process = process;
        this.socket = socket;
        this.started = started;
    }

    /**
     * Starts one and waits until it listens.
     *
     * @param socket where it will listen, as seen from here
     * @throws IOException if it does not start in time; the message says why
     */
    static Zygote start(Launcher launcher, Launch launch, Path socket, Duration patience)
            throws IOException, InterruptedException {
        socket.toFile().deleteOnExit();
        Process process = launcher.start(launch);
        CompletableFuture<String> lastWords = new CompletableFuture<>();
        // A blocked read of a pipe holds a virtual thread's carrier, of which there are as few as processors.
        Thread.ofPlatform()
                .daemon()
                .name("code-zygote-log")
                .start(() -> lastWords.complete(log(process.errorReader())));
        CompletableFuture<Optional<String>> ready = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("code-zygote-ready").start(() -> ready.complete(line(process.inputReader())));
        try {
            if (ready.get(patience.toMillis(), TimeUnit.MILLISECONDS).isEmpty()) {
                throw new IOException(lastWords.get(patience.toMillis(), TimeUnit.MILLISECONDS));
            }
            return new Zygote(process, socket, Instant.now());
        } catch (TimeoutException e) {
            process.destroyForcibly();
            throw new IOException("it is not ready after %d s".formatted(patience.toSeconds()), e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("reading a process's output fails with a value", e);
        } catch (IOException | InterruptedException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    /** Takes a call, unless it is dead or retired. */
    synchronized boolean begin() {
        if (retired || !process.isAlive()) {
            return false;
        }
        programs++;
        running++;
        return true;
    }

    synchronized void end() {
        running--;
        endIfDone();
    }

    /** Takes no more calls, and ends when those that it has are over. */
    synchronized void retire() {
        retired = true;
        endIfDone();
    }

    synchronized boolean isSpent(Duration maxAge, int maxPrograms) {
        return programs >= maxPrograms || started.plus(maxAge).isBefore(Instant.now());
    }

    /** Kills it with all its guests. */
    void kill() {
        process.destroyForcibly();
        retire();
    }

    /** @throws IOException if it does not answer, which means that it is dead */
    SocketChannel connect() throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of(socket));
    }

    /** A process that it forked, by the ID that the process has in there. */
    OptionalLong warden(String pid) {
        return ProcFiles.children(process.pid())
                .flatMap(ProcFiles::children)
                .filter(child -> ProcFiles.ownPid(child).equals(Optional.of(pid)))
                .findFirst();
    }

    private void endIfDone() {
        if (retired && running == 0) {
            process.destroyForcibly();
            try {
                Files.deleteIfExists(socket);
            } catch (IOException e) {
                LOG.warnf("%s could not be deleted: %s", socket, e.getMessage());
            }
        }
    }

    private static Optional<String> line(BufferedReader reader) {
        try {
            return Optional.ofNullable(reader.readLine());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Logs all that it says; it says something only if it is broken. */
    private static String log(BufferedReader reader) {
        String last = "it ended without a word";
        Optional<String> line = line(reader);
        while (line.isPresent()) {
            last = ChartData.clean(line.get(), 300);
            LOG.warnf("pre-warmed interpreter: %s", last);
            line = line(reader);
        }
        return last;
    }
}
