package io.llmi.tool.code;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Starts processes on one thread that lives as long as the service. A sandbox dies with its parent, and for Linux the
 * parent is the thread: one started on a pool's thread would be killed when the pool lets that thread go.
 */
final class Launcher {
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("code-launcher").factory());

    Process start(Launch launch) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(launch.arguments());
        builder.environment().clear();
        builder.environment().putAll(launch.environment());
        var starting = thread.submit(builder::start);
        try {
            return starting.get();
        } catch (InterruptedException e) {
            // What was started all the same must not be left without anyone who waits for it.
            thread.execute(() -> {
                if (starting.state() == java.util.concurrent.Future.State.SUCCESS) {
                    starting.resultNow().destroyForcibly();
                }
            });
            throw e;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IllegalStateException("a process could not be started", e.getCause());
        }
    }
}
