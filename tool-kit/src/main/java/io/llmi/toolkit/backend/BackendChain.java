package io.llmi.toolkit.backend;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import io.llmi.events.FailureCode;
import io.llmi.events.Provenance;
import io.llmi.events.ToolFailure;
import io.llmi.toolkit.budget.Purse;
import io.llmi.toolkit.tool.BackendSupport;
import io.llmi.toolkit.tool.ToolInvocation;
import io.llmi.toolkit.tool.ToolReply;
import org.jboss.logging.Logger;

/**
 * The backends of one tool in the configured order. The first that has or makes the picture wins; if it was not the
 * first of all, the provenance and a warning say so. Each is called again after a failure that may pass, within its rate
 * limit, and is left alone for a while after too many of them. Thread-safe; one per tool and process, because its calls
 * share breakers and limits.
 *
 * @param <Q> what the tool asks its backends
 */
public final class BackendChain<Q> {
    private static final Logger LOG = Logger.getLogger(BackendChain.class);

    private final List<Guarded<Q>> backends;
    private final Retries retries;
    private final Clock clock = Clock.systemUTC();

    private record Guarded<Q>(Backend<Q> backend, BackendGuard guard) {
        String name() {
            return backend.name();
        }
    }

    /** @param backends at least one */
    public BackendChain(List<? extends Backend<Q>> backends, BackendSettings settings) {
        if (backends.isEmpty()) {
            throw new IllegalArgumentException("a tool needs a backend");
        }
        List<Guarded<Q>> guarded = new ArrayList<>();
        for (Backend<Q> backend : backends) {
            guarded.add(new Guarded<>(backend, new BackendGuard(backend.name(), settings)));
        }
        this.backends = List.copyOf(guarded);
        this.retries = new Retries(settings);
    }

    /** Names, in the order of trying, for the tool's manifest. */
    public List<String> names() {
        return backends.stream().map(Guarded::name).toList();
    }

    /** @throws InterruptedException if interrupted; the call is then void */
    public ToolReply run(Q request, ToolInvocation invocation) throws InterruptedException {
        Fallbacks fallbacks = new Fallbacks();
        for (Guarded<Q> candidate : backends) {
            try {
                return fallbacks.disclosedIn(new Try(candidate, request, invocation).picture());
            } catch (BackendException e) {
                LOG.warnf(e.getCause(), "call %s: backend %s: %s", invocation.call(), candidate.name(), e.reason());
                fallbacks.add(candidate.name(), e);
                if (e.remedy() instanceof Remedy.GiveUp) {
                    break;
                }
            }
        }
        return fallbacks.failed();
    }

    /** One backend's turn within one tool call. */
    private final class Try {
        private final Backend<Q> backend;
        private final BackendGuard guard;
        private final Q request;
        private final ToolInvocation invocation;
        private final BackendSupport support;
        private final String tool;
        private final BackendCall call;
        private int calls;

        Try(Guarded<Q> candidate, Q request, ToolInvocation invocation) {
            this.backend = candidate.backend();
            this.guard = candidate.guard();
            this.request = request;
            this.invocation = invocation;
            this.support = invocation.support();
            this.tool = invocation.work().tool();
            this.call = new BackendCall(
                    invocation.call(),
                    invocation.call() + ":" + invocation.work().fingerprint(),
                    invocation.deadline(),
                    invocation.previews());
        }

        ToolReply.Picture picture() throws BackendException, InterruptedException {
            support.meters().breaker(tool, backend.name(), guard, BackendGuard::breakerState);
            String key = CacheKey.of(tool, backend, request, invocation.inputs());
            Optional<ToolReply.Picture> known = support.remembered(key);
            support.meters().lookedUp(tool, backend.name(), known.isPresent());
            if (known.isPresent()) {
                return repeated(known.get());
            }
            ToolReply.Picture made = priced(paid());
            support.remember(key, made);
            return made;
        }

        /** A price that is not configured is not known before the call, and not counted. */
        private ToolReply.Picture paid() throws BackendException, InterruptedException {
            Optional<BigDecimal> price = guard.price().filter(amount -> amount.signum() > 0);
            if (price.isEmpty()) {
                return retrying();
            }
            return switch (support.purse().pay(backend.name(), price.get(), call.left(clock))) {
                case Purse.Answer.Paid paid -> paidWith(paid.payment());
                case Purse.Answer.Refused refused ->
                    throw new BackendException(
                            refused.failure().code(), refused.failure().message(), new Remedy.TryNext(), null);
            };
        }

        private ToolReply.Picture paidWith(Purse.Payment payment) throws BackendException, InterruptedException {
            try {
                return retrying();
            } catch (BackendException e) {
                // One that gave no answer may charge for it.
                if (e.code() != FailureCode.TIMEOUT) {
                    payment.refund();
                }
                throw e;
            } catch (InterruptedException e) {
                if (calls == 0) {
                    payment.refund();
                }
                throw e;
            }
        }

        private ToolReply.Picture retrying() throws BackendException, InterruptedException {
            try {
                return Failsafe.with(retries.policy(() -> guard.spare(call.left(clock))))
                        .get(this::once);
            } catch (FailsafeException e) {
                if (e.getCause() instanceof BackendException failure) {
                    throw failure;
                }
                if (e.getCause() instanceof InterruptedException interrupted) {
                    throw interrupted;
                }
                throw e;
            }
        }

        private ToolReply.Picture once() throws BackendException, InterruptedException {
            if (guard.isResting()) {
                throw resting();
            }
            if (!guard.awaitTurn(call.left(clock))) {
                throw BackendException.unusable(
                        "The rate limit of %s leaves no room before the deadline.".formatted(backend.name()));
            }
            if (!guard.admit()) {
                throw resting();
            }
            if (!support.beginCall()) {
                guard.abandoned();
                throw new BackendException(
                        FailureCode.UNAVAILABLE,
                        "The call was tried as often as is allowed.",
                        new Remedy.GiveUp(),
                        null);
            }
            if (++calls > 1) {
                support.meters().retried(tool, backend.name());
            }
            return measured();
        }

        private ToolReply.Picture measured() throws BackendException, InterruptedException {
            long begin = System.nanoTime();
            try {
                ToolReply.Picture picture = backend.produce(request, call);
                guard.succeeded(since(begin));
                support.meters().called(tool, backend.name(), Optional.empty(), since(begin));
                return picture;
            } catch (BackendException e) {
                guard.failed(e);
                record(e.code(), e.reason(), begin);
                throw e;
            } catch (InterruptedException e) {
                if (call.left(clock).isZero()) {
                    guard.brokeDown();
                    record(FailureCode.TIMEOUT, "", begin);
                } else {
                    guard.abandoned();
                    record(FailureCode.CANCELLED, "", begin);
                }
                throw e;
            } catch (RuntimeException e) {
                guard.brokeDown();
                record(FailureCode.BACKEND_ERROR, "", begin);
                throw new BackendException(
                        FailureCode.BACKEND_ERROR,
                        "%s failed in a way that nobody expected; the tool's log says why.".formatted(backend.name()),
                        new Remedy.TryNext(),
                        e);
            }
        }

        private void record(FailureCode code, String reason, long begin) {
            support.meters().called(tool, backend.name(), Optional.of(new ToolFailure(code, reason)), since(begin));
        }

        private ToolReply.Picture priced(ToolReply.Picture picture) {
            Provenance provenance = picture.provenance();
            return provenance.costUsd().isPresent() ? picture : with(picture, provenance.withCostUsd(guard.price()));
        }

        /** The same picture again, for nothing; what it was made from may go by another name in this document. */
        private ToolReply.Picture repeated(ToolReply.Picture picture) {
            Provenance provenance = picture.provenance();
            Provenance now = provenance
                    .withParams(Fallbacks.objectOf(provenance.params()).put("cached", true))
                    .withCostUsd(provenance.costUsd().map(cost -> BigDecimal.ZERO));
            return with(
                    picture,
                    provenance.derivedFrom().isPresent() ? now.withDerivedFrom(invocation.derivedFrom()) : now);
        }

        private static ToolReply.Picture with(ToolReply.Picture picture, Provenance provenance) {
            return new ToolReply.Picture(picture.bytes(), picture.alt(), provenance, picture.warnings());
        }

        private BackendException resting() {
            return BackendException.unusable(
                    "%s failed too often of late and is left alone for a while.".formatted(backend.name()));
        }

        private static Duration since(long begin) {
            return Duration.ofNanos(System.nanoTime() - begin);
        }
    }
}
