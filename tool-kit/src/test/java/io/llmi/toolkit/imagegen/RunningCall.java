package io.llmi.toolkit.imagegen;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** A call on a thread of its own, to be interrupted. */
public final class RunningCall {
    private final CompletableFuture<Object> result = new CompletableFuture<>();
    private final Thread thread;

    public RunningCall(Callable<?> call) {
        thread = Thread.ofPlatform().start(() -> {
            try {
                result.complete(call.call());
            } catch (Exception e) {
                result.completeExceptionally(e);
            }
        });
    }

    /** Interrupts the call and waits until it has cleaned up behind itself. */
    public void interrupt() {
        thread.interrupt();
        ExecutionException failure =
                catchThrowableOfType(ExecutionException.class, () -> result.get(20, TimeUnit.SECONDS));
        assertThat(failure).hasCauseInstanceOf(InterruptedException.class);
    }
}
