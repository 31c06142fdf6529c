package io.llmi.toolkit.tool;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import io.llmi.events.FailureCode;
import org.jboss.logging.Logger;

/** Runs one call of a tool to an answer: total deadline, retries of what may pass, cancellation. */
final class CallRunner {
    private static final Logger LOG = Logger.getLogger(CallRunner.class);

    private final Tool tool;
    private final ExecutorService threads;
    private final RetryPolicy<ToolReply> retries;

    CallRunner(Tool tool, ToolSettings settings, ExecutorService threads) {
        this.tool = tool;
        this.threads = threads;
        long delay = Math.max(1, settings.retryDelay().toMillis());
        this.retries = RetryPolicy.<ToolReply>builder()
                .withMaxAttempts(settings.attempts())
                .withBackoff(Duration.ofMillis(delay), Duration.ofMillis(delay * 30))
                .withJitter(0.25)
                .handleResultIf(reply -> reply instanceof ToolReply.Failed failed && failed.retryable())
                .handleIf(failure -> !(failure instanceof InterruptedException))
                .build();
    }

    /** A running call. */
    interface Running {
        /** Interrupts the call; {@link #await} then throws {@link CancellationException}. */
        void cancel();

        /**
         * @throws CancellationException if the call was cancelled
         * @throws InterruptedException if the waiting thread was interrupted; the call is then interrupted too
         */
        ToolReply await() throws InterruptedException;
    }

    Running start(ToolInvocation invocation, Duration timeout) {
        Future<ToolReply> future = threads.submit(() -> retrying(invocation));
        return new Running() {
            @Override
            public void cancel() {
                future.cancel(true);
            }

            @Override
            public ToolReply await() throws InterruptedException {
                try {
                    return future.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    future.cancel(true);
                    return ToolReply.failed(
                            FailureCode.TIMEOUT,
                            "the %s tool did not answer within %d s".formatted(name(), timeout.toSeconds()));
                } catch (ExecutionException e) {
                    LOG.errorf(e.getCause(), "call %s: defect in tool %s", invocation.call(), name());
                    return ToolReply.failed(
                            FailureCode.BACKEND_ERROR, "the %s tool failed; its log says why".formatted(name()));
                } catch (InterruptedException e) {
                    future.cancel(true);
                    throw e;
                }
            }
        };
    }

    private ToolReply retrying(ToolInvocation invocation) throws Exception {
        try {
            return Failsafe.with(retries).get(() -> tool.call(invocation));
        } catch (FailsafeException e) {
            if (e.getCause() instanceof InterruptedException interrupted) {
                throw interrupted;
            }
            throw e;
        }
    }

    private String name() {
        return tool.manifest().name();
    }
}
