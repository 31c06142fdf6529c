package io.llmi.toolkit.imagegen.automatic1111;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.events.FailureCode;
import io.llmi.toolkit.backend.BackendCall;
import io.llmi.toolkit.backend.BackendException;
import io.llmi.toolkit.tool.Previews;
import org.jboss.logging.Logger;

/**
 * One picture under a task id of our own. The server makes one picture at a time for all its users, and its progress
 * and its interruption are of whatever runs; so both are used only while it says that the running task is ours.
 */
final class WebUiTask {
    private static final Logger LOG = Logger.getLogger(WebUiTask.class);
    private static final Duration CANCEL_PATIENCE = Duration.ofSeconds(3);
    private static final Duration ASK_PATIENCE = Duration.ofSeconds(2);
    private static final Duration CANCEL_PAUSE = Duration.ofMillis(200);

    private final WebUiClient client;
    private final BackendCall call;
    private final Duration previewInterval;
    private final String id = "task(llmi-" + UUID.randomUUID() + ")";
    private final Clock clock = Clock.systemUTC();

    WebUiTask(WebUiClient client, BackendCall call, Duration previewInterval) {
        this.client = client;
        this.call = call;
        this.previewInterval = previewInterval;
    }

    WebUiAnswer make(String route, ObjectNode body) throws BackendException, InterruptedException {
        body.put("force_task_id", id);
        try (PreviewPoller poller = poller()) {
            WebUiAnswer answer = client.make(route, body, call.deadline());
            poller.close();
            if (brokenOff()) {
                throw BackendException.broken("Somebody interrupted the picture on the automatic1111 server.", null);
            }
            return answer;
        } catch (InterruptedException e) {
            cancel();
            throw e;
        } catch (BackendException e) {
            if (e.code() == FailureCode.TIMEOUT) {
                cancel();
            }
            throw e;
        }
    }

    /** Not worth the picture if the server does not say. */
    private boolean brokenOff() throws InterruptedException {
        try {
            return client.brokenOff(clock.instant().plus(ASK_PATIENCE));
        } catch (BackendException e) {
            LOG.debugf(e, "call %s: no word whether the picture was broken off", call.call());
            return false;
        }
    }

    private PreviewPoller poller() {
        return call.previews() == Previews.NONE
                ? PreviewPoller.idle()
                : PreviewPoller.start(client, id, call, previewInterval);
    }

    /**
     * Interrupts the picture if it is the one that runs. A picture that still waits cannot be withdrawn, so it is given
     * a moment to begin.
     */
    private void cancel() {
        Instant until = clock.instant().plus(CANCEL_PATIENCE);
        try {
            while (clock.instant().isBefore(until)) {
                Optional<WebUiClient.Progress> progress = client.progress(id, -1, until);
                if (progress.isPresent() && progress.get().active()) {
                    client.interrupt(until);
                    return;
                }
                if (progress.isEmpty() || !progress.get().queued()) {
                    return;
                }
                Thread.sleep(CANCEL_PAUSE);
            }
            LOG.warnf("call %s: its picture waits on the automatic1111 server and cannot be withdrawn", call.call());
        } catch (BackendException e) {
            LOG.warnf(e, "call %s: its picture could not be interrupted: %s", call.call(), e.reason());
        } catch (InterruptedException e) {
            LOG.warnf("call %s: interrupted while its picture was being interrupted", call.call());
        }
    }
}
