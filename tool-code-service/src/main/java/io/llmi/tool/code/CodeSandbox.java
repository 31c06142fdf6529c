package io.llmi.tool.code;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The sandbox of this process, looked for when it is first asked for. A search that failed is repeated after half a
 * minute, so that what was missing can be installed without a restart. Thread-safe.
 */
@ApplicationScoped
public class CodeSandbox {
    private static final Logger LOG = Logger.getLogger(CodeSandbox.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(30);

    private final CodeConfig config;
    private final Launcher launcher = new Launcher();
    private final ReentrantLock probing = new ReentrantLock();
    private @Nullable SandboxProber prober;
    private volatile SandboxProber.@Nullable Outcome outcome;
    private long probedAt;

    @Inject
    public CodeSandbox(CodeConfig config) {
        this.config = config;
    }

    /**
     * What was found on this machine. Takes seconds the first time.
     *
     * @throws InterruptedException if interrupted while it looks
     */
    public SandboxProbe probe() throws InterruptedException {
        return outcome().probe();
    }

    Optional<SandboxProber.Ready> ready() throws InterruptedException {
        return outcome().ready();
    }

    /** Ends what waits for programs; the next program starts it again. */
    @PreDestroy
    public void close() {
        SandboxProber.Outcome last = outcome;
        if (last != null) {
            last.ready().ifPresent(ready -> ready.sandbox().close());
        }
    }

    private SandboxProber.Outcome outcome() throws InterruptedException {
        probing.lockInterruptibly();
        try {
            SandboxProber.Outcome last = outcome;
            boolean stale =
                    last != null && last.ready().isEmpty() && System.nanoTime() - probedAt > RETRY_AFTER.toNanos();
            if (last != null && !stale) {
                return last;
            }
            SandboxProber.Outcome fresh = prober().probe();
            report(fresh.probe());
            outcome = fresh;
            probedAt = System.nanoTime();
            return fresh;
        } finally {
            probing.unlock();
        }
    }

    private SandboxProber prober() {
        SandboxProber existing = prober;
        if (existing != null) {
            return existing;
        }
        SandboxProber created =
                new SandboxProber(config, Host.current(), System.getenv(), SandboxFiles.write(), launcher);
        prober = created;
        return created;
    }

    private static void report(SandboxProbe probe) {
        if (probe.usable()) {
            LOG.infof(
                    "Programs run with Python %s, matplotlib %s; sandbox: %s, system call filter: %s",
                    probe.python().orElse("?"),
                    probe.matplotlib().orElse("?"),
                    probe.sandboxed()
                            ? "bubblewrap " + probe.bwrap().orElse("?")
                                    + (probe.prewarmed() ? ", pre-warmed" : ", cold")
                            : "none",
                    probe.seccomp() ? "on" : "off");
        } else {
            LOG.error("The code tool refuses all programs, because it has no sandbox to run them in");
        }
        probe.problems().forEach(LOG::warn);
    }
}
