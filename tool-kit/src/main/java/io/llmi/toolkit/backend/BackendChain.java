package io.llmi.toolkit.backend;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import io.llmi.events.Provenance;
import io.llmi.events.ToolFailure;
import io.llmi.toolkit.tool.ToolInvocation;
import io.llmi.toolkit.tool.ToolReply;
import org.jboss.logging.Logger;

/**
 * The backends of one tool in the configured order. The first that makes the picture wins; if it was not the first of
 * all, the provenance and a warning say so. Thread-safe.
 *
 * @param <Q> what the tool asks its backends
 */
public final class BackendChain<Q> {
    private static final Logger LOG = Logger.getLogger(BackendChain.class);

    private final List<Backend<Q>> backends;
    private final BackendSettings settings;

    /** @param backends at least one */
    public BackendChain(List<? extends Backend<Q>> backends, BackendSettings settings) {
        if (backends.isEmpty()) {
            throw new IllegalArgumentException("a tool needs a backend");
        }
        this.backends = List.copyOf(backends);
        this.settings = settings;
    }

    /** Names, in the order of trying, for the tool's manifest. */
    public List<String> names() {
        return backends.stream().map(Backend::name).toList();
    }

    /** @throws InterruptedException if interrupted; the call is then void */
    public ToolReply run(Q request, ToolInvocation invocation) throws InterruptedException {
        List<Failure> failures = new ArrayList<>();
        for (Backend<Q> backend : backends) {
            BackendCall call = new BackendCall(
                    invocation.call(),
                    invocation.call() + ":" + invocation.work().fingerprint(),
                    invocation.deadline(),
                    invocation.previews());
            try {
                return disclosed(retrying(backend, request, call), failures);
            } catch (BackendException e) {
                LOG.warnf(e.getCause(), "call %s: backend %s: %s", invocation.call(), backend.name(), e.reason());
                failures.add(new Failure(backend.name(), e));
                if (e.remedy() instanceof Remedy.GiveUp) {
                    break;
                }
            }
        }
        return failed(failures);
    }

    private record Failure(String backend, BackendException cause) {}

    private ToolReply.Picture retrying(Backend<Q> backend, Q request, BackendCall call)
            throws BackendException, InterruptedException {
        long delay = Math.max(1, settings.retryDelay().toMillis());
        RetryPolicy<ToolReply.Picture> retries = RetryPolicy.<ToolReply.Picture>builder()
                .withMaxAttempts(settings.attempts())
                .withBackoff(Duration.ofMillis(delay), Duration.ofMillis(delay * 30))
                .withJitter(0.25)
                .handleIf(failure -> failure instanceof BackendException backendFailure
                        && backendFailure.remedy() instanceof Remedy.TryAgain)
                .build();
        try {
            return Failsafe.with(retries).get(() -> backend.produce(request, call));
        } catch (FailsafeException e) {
            switch (e.getCause()) {
                case BackendException failure -> throw failure;
                case InterruptedException interrupted -> throw interrupted;
                case null, default -> throw e;
            }
        }
    }

    private static ToolReply.Picture disclosed(ToolReply.Picture picture, List<Failure> failures) {
        if (failures.isEmpty()) {
            return picture;
        }
        Provenance provenance = picture.provenance();
        ObjectNode params = provenance.params().deepCopy();
        var fallbacks = params.putArray("fallback_from");
        failures.forEach(failure -> fallbacks
                .addObject()
                .put("backend", failure.backend())
                .put("reason", failure.cause().reason()));
        List<String> warnings = new ArrayList<>(picture.warnings());
        warnings.add("Made by the %s backend, because %s could not."
                .formatted(
                        provenance.backend(),
                        failures.stream().map(Failure::backend).collect(Collectors.joining(" and "))));
        return new ToolReply.Picture(
                picture.bytes(),
                picture.alt(),
                new Provenance(
                        provenance.backend(),
                        provenance.model(),
                        params,
                        provenance.sourceUrl(),
                        provenance.license(),
                        provenance.attribution(),
                        provenance.derivedFrom(),
                        provenance.durationMs()),
                warnings);
    }

    /** The last failure tells the most: it is of the backend that was meant to help if all others could not. */
    private static ToolReply failed(List<Failure> failures) {
        BackendException last = failures.getLast().cause();
        Optional<String> others = failures.size() == 1
                ? Optional.empty()
                : Optional.of(failures.stream()
                        .limit(failures.size() - 1)
                        .map(failure ->
                                failure.backend() + ": " + failure.cause().reason())
                        .collect(Collectors.joining(" ", " Before it: ", "")));
        return new ToolReply.Failed(new ToolFailure(last.code(), last.reason() + others.orElse("")));
    }
}
