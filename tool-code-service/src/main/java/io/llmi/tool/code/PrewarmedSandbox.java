package io.llmi.tool.code;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Has each program forked from an interpreter that has imported everything. A dead interpreter is replaced by the call
 * that finds it so; an old one beside its calls, by a new one that is started first. See decision record 7.
 */
final class PrewarmedSandbox implements Sandbox {
    private static final Logger LOG = Logger.getLogger(PrewarmedSandbox.class);

    /** Generous: the first start reads all libraries from disk. */
    private static final Duration START_PATIENCE = Duration.ofSeconds(60);

    /**
     * @param launch makes the command, given the name of the socket
     * @param sockets directory that the names are in, as seen from here
     * @param maxAge after which an interpreter is replaced
     */
    record Recipe(
            Function<String, Launch> launch, Path sockets, List<Path> fontCaches, Duration maxAge, int maxPrograms) {
        Recipe {
            fontCaches = List.copyOf(fontCaches);
        }
    }

    private final Launcher launcher;
    private final Recipe recipe;
    private final Limits limits;
    private final Launch guest;
    private final AtomicInteger starts = new AtomicInteger();
    private final ReentrantLock starting = new ReentrantLock();
    private volatile @Nullable Zygote current;
    private volatile boolean replacing;

    PrewarmedSandbox(Launcher launcher, Recipe recipe, Limits limits) {
        this.launcher = launcher;
        this.recipe = recipe;
        this.limits = limits;
        this.guest = recipe.launch().apply("");
    }

    @Override
    public ProgramResult run(String source, Duration patience) throws InterruptedException {
        Zygote zygote;
        SocketChannel channel;
        try {
            zygote = begun();
            channel = connected(zygote);
        } catch (IOException e) {
            return new ProgramResult.SandboxFault("the pre-warmed interpreter does not start: " + e.getMessage());
        }
        byte[] request = limits.request(guest, recipe.fontCaches(), source);
        try (ForkedGuest guest = new ForkedGuest(channel, request, limits.maxOutputBytes(), zygote::warden)) {
            ProgramResult result = Verdict.of(guest, patience, limits);
            LOG.debugf("the program printed: %s", ChartData.clean(guest.printed(), 2000));
            if (result instanceof ProgramResult.TimedOut && !guest.started()) {
                zygote.kill();
                return new ProgramResult.SandboxFault("the pre-warmed interpreter did not take the call");
            }
            return result;
        } finally {
            zygote.end();
        }
    }

    /** An interpreter that has taken a call. */
    private Zygote begun() throws IOException, InterruptedException {
        Zygote zygote = current;
        if (zygote == null || !zygote.begin()) {
            starting.lockInterruptibly();
            try {
                zygote = current;
                while (zygote == null || !zygote.begin()) {
                    zygote = started();
                    current = zygote;
                }
            } finally {
                starting.unlock();
            }
        }
        if (zygote.isSpent(recipe.maxAge(), recipe.maxPrograms())) {
            replace(zygote);
        }
        return zygote;
    }

    private static SocketChannel connected(Zygote zygote) throws IOException {
        try {
            return zygote.connect();
        } catch (IOException e) {
            zygote.kill();
            zygote.end();
            throw e;
        }
    }

    private Zygote started() throws IOException, InterruptedException {
        String socket = "z" + starts.incrementAndGet();
        long begin = System.nanoTime();
        Zygote zygote = Zygote.start(
                launcher, recipe.launch().apply(socket), recipe.sockets().resolve(socket), START_PATIENCE);
        LOG.infof("A pre-warmed interpreter is ready after %d ms", (System.nanoTime() - begin) / 1_000_000);
        return zygote;
    }

    private void replace(Zygote old) {
        if (!starting.tryLock()) {
            return;
        }
        try {
            if (replacing || current != old) {
                return;
            }
            replacing = true;
        } finally {
            starting.unlock();
        }
        Thread.ofVirtual().name("code-zygote-replace").start(() -> {
            try {
                swap(old, started());
            } catch (IOException e) {
                LOG.warnf("A spent interpreter stays, because no other starts: %s", e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                replacing = false;
            }
        });
    }

    private void swap(Zygote old, Zygote fresh) {
        starting.lock();
        try {
            if (current == old) {
                current = fresh;
                old.retire();
            } else {
                fresh.kill();
            }
        } finally {
            starting.unlock();
        }
    }

    @Override
    public void close() {
        starting.lock();
        try {
            Zygote zygote = current;
            current = null;
            if (zygote != null) {
                zygote.kill();
            }
        } finally {
            starting.unlock();
        }
    }
}
