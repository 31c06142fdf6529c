package io.llmi.toolkit.image.child;

import java.io.IOException;
import java.time.Duration;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

import io.llmi.toolkit.image.CleanImage;
import io.llmi.toolkit.image.RejectedImageException;
import io.llmi.toolkit.image.decode.CleaningRules;
import io.llmi.toolkit.image.decode.PictureCleaner;
import org.jboss.logging.Logger;

/**
 * Cleans pictures in a few child processes, started when they are first needed and replaced when they fail, have served
 * long, or are too small for the next picture. Thread-safe; callers beyond the number of children wait.
 *
 * <p>Where no child can be started, pictures are decoded in this process, and the log says so.
 */
public final class DecoderPool implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(DecoderPool.class);
    private static final Duration START_AGAIN = Duration.ofMinutes(1);
    private static final int SMALLEST_HEAP = 256;

    private final ChildCommand command;
    private final Limits limits;
    private final Semaphore permits;
    private final Deque<DecoderProcess> idle = new ConcurrentLinkedDeque<>();
    private final Set<DecoderProcess> all = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("decoder-", 0).factory());
    private final AtomicLong startNotBefore = new AtomicLong(System.nanoTime());

    /**
     * @param children processes at a time
     * @param timeout for one picture
     * @param start for a process to become ready
     * @param recycleAfter pictures after which a process is replaced
     */
    public record Limits(int children, Duration timeout, Duration start, int recycleAfter) {}

    public DecoderPool(ChildCommand command, Limits limits) {
        this.command = command;
        this.limits = limits;
        this.permits = new Semaphore(limits.children(), true);
    }

    /**
     * Cleans one picture.
     *
     * @param pixels that its header names
     * @throws RejectedImageException for any reason, those of killed processes included
     */
    public CleanImage clean(byte[] bytes, CleaningRules rules, long pixels)
            throws RejectedImageException, InterruptedException {
        permits.acquire();
        try {
            Optional<DecoderProcess> child = child(heapMegabytes(pixels, bytes.length));
            if (child.isEmpty()) {
                return PictureCleaner.clean(bytes, rules);
            }
            try {
                return child.get()
                        .clean(
                                new DecoderProtocol.Request(bytes, rules),
                                limits.timeout(),
                                // No PNG of four bytes a pixel is much larger than its pixels.
                                8 * pixels + (1 << 20));
            } finally {
                giveBack(child.get());
            }
        } finally {
            permits.release();
        }
    }

    /**
     * Twenty bytes a pixel: decoded, converted, turned, and encoded into a buffer that doubles. In steps, so that pictures
     * of about one size share a process.
     */
    private static int heapMegabytes(long pixels, int bytes) {
        long needed = 64 + ((20 * pixels + 4L * bytes) >> 20);
        return (int) ((needed + SMALLEST_HEAP - 1) / SMALLEST_HEAP * SMALLEST_HEAP);
    }

    private Optional<DecoderProcess> child(int heap) throws InterruptedException {
        DecoderProcess child = idle.pollFirst();
        if (child != null) {
            if (child.usable() && child.heapMegabytes() >= heap) {
                return Optional.of(child);
            }
            discard(child);
        }
        return started(heap);
    }

    private Optional<DecoderProcess> started(int heap) throws InterruptedException {
        if (System.nanoTime() - startNotBefore.get() < 0) {
            return Optional.empty();
        }
        try {
            DecoderProcess child = DecoderProcess.start(command, heap, limits.start(), threads);
            all.add(child);
            LOG.debugf("decoder process %d started with %d MiB", child.pid(), heap);
            return Optional.of(child);
        } catch (IOException e) {
            startNotBefore.set(System.nanoTime() + START_AGAIN.toNanos());
            LOG.warnf(
                    "no decoder process can be started (%s); untrusted pictures are decoded in this process, where neither"
                            + " time nor memory is limited, and the next try is in %d s",
                    e, START_AGAIN.toSeconds());
            return Optional.empty();
        }
    }

    private void giveBack(DecoderProcess child) {
        if (child.usable() && child.served() < limits.recycleAfter()) {
            idle.addFirst(child);
        } else {
            discard(child);
        }
    }

    private void discard(DecoderProcess child) {
        all.remove(child);
        child.close();
    }

    /** Process ids of the children that there are. */
    Set<Long> pids() {
        return Set.copyOf(all.stream().map(DecoderProcess::pid).toList());
    }

    /** Ends all children, also those at work: their callers see {@code DECODER_DIED}. */
    @Override
    public void close() {
        all.forEach(this::discard);
        idle.clear();
        threads.shutdown();
    }
}
