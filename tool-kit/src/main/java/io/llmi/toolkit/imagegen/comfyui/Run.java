package io.llmi.toolkit.imagegen.comfyui;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.events.FailureCode;
import io.llmi.toolkit.backend.BackendCall;
import io.llmi.toolkit.backend.BackendException;
import io.llmi.toolkit.backend.Remedy;
import io.llmi.toolkit.http.Said;
import org.jboss.logging.Logger;

/**
 * One call's way through the server: find what an earlier delivery of the same call began, or begin it, wait, fetch.
 *
 * <p>A run's id is derived from the call's idempotency key, the graph and a number. Number 0 is looked up first; only
 * if that run failed does number 1 follow, and so on. So a call that is delivered twice, or tried again after a lost
 * connection, finds its own run and pays for the GPU once, while a run that broke down is really made again.
 *
 * <p>The history of the server decides what became of a run. The socket only says when to look, and shows previews.
 */
final class Run {
    private static final Logger LOG = Logger.getLogger(Run.class);
    private static final int MAX_RUNS = 16;
    private static final Duration CANCEL_PATIENCE = Duration.ofSeconds(5);

    private final ComfyUiClient client;
    private final BackendCall call;
    private final Duration pollInterval;
    private final Clock clock = Clock.systemUTC();
    private Optional<String> ours = Optional.empty();

    Run(ComfyUiClient client, BackendCall call, Duration pollInterval) {
        this.client = client;
        this.call = call;
        this.pollInterval = pollInterval;
    }

    /** A graph that waits for the name of the uploaded picture. */
    @FunctionalInterface
    interface Graph {
        ObjectNode with(String imageName);
    }

    /**
     * A picture.
     *
     * @param dropped what the server left out of the workflow
     */
    record Made(byte[] bytes, List<String> dropped) {}

    /** @param upload the picture to edit, if the graph has one */
    Made make(Graph graph, Optional<Upload> upload) throws BackendException, InterruptedException {
        try {
            return found(graph, upload);
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

    private Made found(Graph graph, Optional<Upload> upload) throws BackendException, InterruptedException {
        ObjectNode expected = graph.with(upload.map(Upload::expectedName).orElse(""));
        for (int number = 0; number < MAX_RUNS; number++) {
            String id = id(expected, number);
            Optional<Made> made = switch (client.state(id, call.deadline())) {
                case RunState.Failed failed -> Optional.empty();
                case RunState.Done done -> fetch(done, List.of());
                case RunState.Waiting waiting -> follow(id);
                case RunState.Running running -> follow(id);
                case RunState.Unknown unknown -> Optional.of(begin(id, graph, expected, upload));
            };
            if (made.isPresent()) {
                return made.get();
            }
        }
        throw new BackendException(
                FailureCode.BACKEND_ERROR,
                "The ComfyUI server failed at this picture too often.",
                new Remedy.TryNext(),
                null);
    }

    private String id(ObjectNode graph, int number) {
        String key = call.idempotencyKey() + "\n" + number + "\n" + graph;
        return UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private Made begin(String id, Graph graph, ObjectNode expected, Optional<Upload> upload)
            throws BackendException, InterruptedException {
        ObjectNode ready = upload.isPresent() ? graph.with(client.upload(upload.get(), call.deadline())) : expected;
        try (Socket socket = client.socket(id, call.deadline())) {
            ours = Optional.of(id);
            ComfyUiClient.Ticket ticket = client.submit(ready, id, id, call.deadline());
            ours = Optional.of(ticket.promptId());
            if (!ticket.promptId().equals(id)) {
                LOG.warnf(
                        "call %s: this ComfyUI server ignores prompt ids, so a repeated call is made twice; update it",
                        call.call());
            }
            LOG.debugf("call %s: run %s", call.call(), ticket.promptId());
            return fetch(await(ticket.promptId(), socket), ticket.dropped())
                    .orElseThrow(() -> BackendException.broken("The ComfyUI server lost the picture.", null));
        }
    }

    /** Events go to the client id under which the run was queued, which is its own id. */
    private Optional<Made> follow(String id) throws BackendException, InterruptedException {
        LOG.infof("call %s: run %s is under way since an earlier delivery", call.call(), id);
        ours = Optional.of(id);
        try (Socket socket = client.socket(id, call.deadline())) {
            return fetch(await(id, socket), List.of());
        }
    }

    private RunState.Done await(String id, Socket socket) throws BackendException, InterruptedException {
        RunWatch watch = new RunWatch(id, call.previews(), pollInterval);
        Instant looked = clock.instant();
        while (true) {
            Duration patience = Duration.between(clock.instant(), earlier(looked.plus(watch.pause()), call.deadline()));
            if (patience.isPositive()) {
                socket.next(patience).ifPresent(watch::take);
                continue;
            }
            if (!clock.instant().isBefore(call.deadline())) {
                throw BackendException.timeout("The comfyui backend did not make the picture in time.");
            }
            switch (client.state(id, call.deadline())) {
                case RunState.Done done -> {
                    return done;
                }
                case RunState.Failed failed -> throw failed.cause();
                case RunState.Waiting waiting -> watch.lookedInVain();
                case RunState.Running running -> watch.lookedInVain();
                case RunState.Unknown unknown ->
                    throw BackendException.broken("The ComfyUI server forgot the run; it may have restarted.", null);
            }
            looked = clock.instant();
        }
    }

    private Optional<Made> fetch(RunState.Done done, List<String> dropped)
            throws BackendException, InterruptedException {
        if (done.pictures().isEmpty()) {
            String why = dropped.isEmpty() ? "" : Said.quoted(dropped.getFirst());
            throw new BackendException(
                    FailureCode.NO_OUTPUT,
                    "The ComfyUI workflow ended without a picture; it needs a SaveImage node." + why,
                    new Remedy.TryNext(),
                    null);
        }
        return client.view(done.pictures().getFirst(), call.deadline()).map(bytes -> new Made(bytes, dropped));
    }

    /** Best effort, within a time of its own, because the call's is over. */
    private void cancel() {
        if (ours.isEmpty()) {
            return;
        }
        String id = ours.get();
        try {
            client.cancel(id, clock.instant().plus(CANCEL_PATIENCE));
        } catch (BackendException e) {
            LOG.warnf(e, "call %s: run %s could not be cancelled: %s", call.call(), id, e.reason());
        } catch (InterruptedException e) {
            LOG.warnf("call %s: interrupted while run %s was being cancelled", call.call(), id);
        }
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
