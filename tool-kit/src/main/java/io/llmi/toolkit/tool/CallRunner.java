package io.llmi.toolkit.tool;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.llmi.events.FailureCode;
import org.jboss.logging.Logger;

/** Runs one call of a tool to an answer: total deadline and cancellation. Retries are its backends' affair. */
final class CallRunner {
    private static final Logger LOG = Logger.getLogger(CallRunner.class);

    private final Tool tool;
    private final ExecutorService threads;

    CallRunner(Tool tool, ExecutorService threads) {
        this.tool = tool;
        this.threads = threads;
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
        Future<ToolReply> future = threads.submit(() -> tool.call(invocation));
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

    private String name() {
        return tool.manifest().name();
    }
}
