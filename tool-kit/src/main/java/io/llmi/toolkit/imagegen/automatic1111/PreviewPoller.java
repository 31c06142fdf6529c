package io.llmi.toolkit.imagegen.automatic1111;

import java.time.Duration;
import java.util.Optional;

import io.llmi.toolkit.backend.BackendCall;
import io.llmi.toolkit.backend.BackendException;
import org.jboss.logging.Logger;

/** Asks for previews of one task on a thread of its own, because the request for the picture blocks until the end. */
final class PreviewPoller implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(PreviewPoller.class);

    private final Optional<Thread> thread;

    private PreviewPoller(Optional<Thread> thread) {
        this.thread = thread;
    }

    /** One that asks for nothing. */
    static PreviewPoller idle() {
        return new PreviewPoller(Optional.empty());
    }

    static PreviewPoller start(WebUiClient client, String taskId, BackendCall call, Duration interval) {
        return new PreviewPoller(Optional.of(
                Thread.ofVirtual().name("previews-" + call.call()).start(() -> poll(client, taskId, call, interval))));
    }

    /** No preview is sent any more once this returns. */
    @Override
    public void close() throws InterruptedException {
        if (thread.isPresent()) {
            thread.get().interrupt();
            thread.get().join();
        }
    }

    private static void poll(WebUiClient client, String taskId, BackendCall call, Duration interval) {
        int known = -1;
        int shown = 0;
        try {
            while (true) {
                Thread.sleep(interval);
                Optional<WebUiClient.Progress> progress = client.progress(taskId, known, call.deadline());
                if (progress.isEmpty()) {
                    LOG.debugf("call %s: the automatic1111 server tells no progress of single tasks", call.call());
                    return;
                }
                if (progress.get().active() && progress.get().preview().isPresent()) {
                    known = progress.get().previewId();
                    call.previews().preview(shown++, progress.get().preview().get());
                }
            }
        } catch (BackendException e) {
            LOG.debugf(e, "call %s: no more previews", call.call());
        } catch (InterruptedException e) {
            // The picture is there, or not wanted any more.
        }
    }
}
