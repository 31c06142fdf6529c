package io.llmi.toolkit.image.child;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.llmi.toolkit.image.CleanImage;
import io.llmi.toolkit.image.RejectedImageException;
import io.llmi.toolkit.image.RejectedImageException.Reason;
import org.jboss.logging.Logger;

/** One decoder process. It is killed when it takes too long or too much memory. Not thread-safe: one picture at a time. */
final class DecoderProcess implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(DecoderProcess.class);
    private static final Duration WATCH = Duration.ofMillis(100);
    /** The exit status that {@code -XX:+ExitOnOutOfMemoryError} gives. */
    private static final int OUT_OF_MEMORY = 3;

    private final Process process;
    private final int heapMegabytes;
    private final ExecutorService threads;
    private final DataInputStream in;
    private final DataOutputStream out;
    private int served;
    private boolean spoilt;

    private DecoderProcess(Process process, int heapMegabytes, ExecutorService threads) {
        this.process = process;
        this.heapMegabytes = heapMegabytes;
        this.threads = threads;
        this.in = new DataInputStream(new BufferedInputStream(process.getInputStream(), 1 << 16));
        this.out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream(), 1 << 16));
    }

    /**
     * Starts a process and waits until it is ready.
     *
     * @param threads for blocking reads; grows as needed
     * @throws IOException if it does not start within the time
     */
    static DecoderProcess start(ChildCommand command, int heapMegabytes, Duration within, ExecutorService threads)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command.line(heapMegabytes));
        // The decoder sees untrusted bytes: no secret of ours may lie in its environment.
        builder.environment().clear();
        DecoderProcess child = new DecoderProcess(builder.start(), heapMegabytes, threads);
        boolean ready = false;
        try {
            threads.execute(child::logErrors);
            Future<Integer> word = threads.submit(child.in::readInt);
            if (word.get(within.toMillis(), TimeUnit.MILLISECONDS) != DecoderProtocol.READY) {
                throw new IOException("the decoder process speaks another protocol");
            }
            ready = true;
            return child;
        } catch (ExecutionException e) {
            throw new IOException("the decoder process ended before it was ready; its output is logged at debug", e);
        } catch (TimeoutException e) {
            throw new IOException("the decoder process was not ready within " + within, e);
        } finally {
            if (!ready) {
                child.close();
            }
        }
    }

    /**
     * Has one picture cleaned.
     *
     * @param maxReplyBytes the longest file that is taken back
     * @throws RejectedImageException what the child found, or {@code DECODE_TIMEOUT}, {@code DECODE_MEMORY} or
     *     {@code DECODER_DIED}
     * @throws InterruptedException if the waiting thread was interrupted; the process is killed then
     */
    CleanImage clean(DecoderProtocol.Request request, Duration timeout, long maxReplyBytes)
            throws RejectedImageException, InterruptedException {
        // Until the reply is read to its end, nobody else may talk to this process.
        spoilt = true;
        served++;
        Future<CleanImage> exchange = threads.submit(() -> {
            DecoderProtocol.writeRequest(out, request);
            return DecoderProtocol.readReply(in, maxReplyBytes);
        });
        try {
            CleanImage image = await(exchange, timeout);
            spoilt = false;
            return image;
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RejectedImageException rejected -> {
                    spoilt = false;
                    throw rejected;
                }
                case IOException broken -> throw died(broken);
                case null, default -> throw new IllegalStateException("the exchange with a decoder process failed", e);
            }
        } finally {
            if (spoilt) {
                close();
            }
        }
    }

    private CleanImage await(Future<CleanImage> exchange, Duration timeout)
            throws ExecutionException, InterruptedException, RejectedImageException {
        long begin = System.nanoTime();
        while (true) {
            try {
                return exchange.get(WATCH.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (System.nanoTime() - begin > timeout.toNanos()) {
                    throw new RejectedImageException(
                            Reason.DECODE_TIMEOUT,
                            "the picture was not decoded within %d ms".formatted(timeout.toMillis()));
                }
                if (ResidentMemory.megabytes(process.pid()) > maxResidentMegabytes()) {
                    throw tooMuchMemory();
                }
            }
        }
    }

    /** Native decoders keep their coefficients outside the heap, in proportion to the same pixels. */
    private int maxResidentMegabytes() {
        return 2 * heapMegabytes + 256;
    }

    private RejectedImageException died(IOException broken) throws InterruptedException {
        if (process.waitFor(1, TimeUnit.SECONDS) && process.exitValue() == OUT_OF_MEMORY) {
            return tooMuchMemory();
        }
        LOG.warnf(
                "decoder process %d died of a picture: %s, %s",
                process.pid(), process.isAlive() ? "still running" : "status " + process.exitValue(), broken);
        return new RejectedImageException(Reason.DECODER_DIED, "the picture made its decoder fail");
    }

    private static RejectedImageException tooMuchMemory() {
        return new RejectedImageException(Reason.DECODE_MEMORY, "decoding the picture takes too much memory");
    }

    /** Whether it can take another picture. */
    boolean usable() {
        return !spoilt && process.isAlive();
    }

    int heapMegabytes() {
        return heapMegabytes;
    }

    /** Pictures it was given. */
    int served() {
        return served;
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void logErrors() {
        try (BufferedReader lines = process.errorReader(StandardCharsets.UTF_8)) {
            lines.lines().forEach(line -> LOG.debugf("decoder process %d: %s", process.pid(), line));
        } catch (IOException | UncheckedIOException e) {
            LOG.debugf("decoder process %d: %s", process.pid(), e);
        }
    }
}
