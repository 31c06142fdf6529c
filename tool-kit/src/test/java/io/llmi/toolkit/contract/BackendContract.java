package io.llmi.toolkit.contract;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import io.llmi.events.CallId;
import io.llmi.events.DraftId;
import io.llmi.events.FailureCode;
import io.llmi.events.JobId;
import io.llmi.toolkit.backend.Backend;
import io.llmi.toolkit.backend.BackendCall;
import io.llmi.toolkit.backend.BackendException;
import io.llmi.toolkit.backend.Remedy;
import io.llmi.toolkit.image.ImageInspector;
import io.llmi.toolkit.tool.Previews;
import io.llmi.toolkit.tool.ToolReply;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * What every client of a backend owes, whatever its protocol: the picture when all is well, and a typed failure with
 * the right remedy, without secrets and by the deadline, when it is not.
 *
 * @param <Q> what the tool asks
 * @param <S> the server that speaks the protocol
 */
public abstract class BackendContract<Q, S extends ProtocolServer> {
    /** The credential that subclasses configure where the protocol has one; it must never show up in a message. */
    protected static final String SECRET = "sk-contract-secret-0123456789";

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(800);

    private S server;

    protected abstract S startServer();

    protected abstract Backend<Q> backend(URI base);

    /** A request that the server answers with a picture. */
    protected abstract Q request();

    protected final S server() {
        return server;
    }

    @BeforeEach
    final void start() {
        server = startServer();
    }

    @AfterEach
    final void stop() throws Exception {
        server.close();
    }

    @Test
    void shouldMakeThePictureWhenTheBackendSpeaksItsProtocol() throws Exception {
        ToolReply.Picture picture = produce(LONG);

        assertThat(server.violations()).isEmpty();
        assertThat(ImageInspector.sniff(picture.bytes())).isPresent();
        assertThat(picture.provenance().backend())
                .isEqualTo(backend(server.base()).name());
        assertThat(picture.provenance().params().toString()).doesNotContain(SECRET);
        assertThat(backend(server.base()).identity()).doesNotContain(SECRET);
    }

    @Test
    void shouldPassThePauseOnWhenTheBackendIsRateLimited() {
        server.fail(new Fault.Status(429, Map.of("Retry-After", "7"), "{\"error\":{\"message\":\"slow down\"}}"));

        assertThat(failure(LONG).remedy()).isEqualTo(new Remedy.TryAgain(Optional.of(Duration.ofSeconds(7))));
    }

    @Test
    void shouldTryAgainWhenTheBackendFails() {
        server.fail(new Fault.Status(500, Map.of(), "{\"detail\":\"CUDA out of memory " + SECRET + "\"}"));

        BackendException failure = failure(LONG);

        assertThat(failure.code()).isEqualTo(FailureCode.BACKEND_ERROR);
        assertThat(failure.remedy()).isInstanceOf(Remedy.TryAgain.class);
    }

    @Test
    void shouldTryAgainWhenTheBackendIsUnavailable() {
        server.fail(new Fault.Status(503, Map.of(), "Service Unavailable"));

        assertThat(failure(LONG).remedy()).isEqualTo(new Remedy.TryAgain(Optional.empty()));
    }

    @Test
    void shouldLeaveTheBackendWhenItRefusesTheCredentials() {
        server.fail(new Fault.Status(401, Map.of(), "{\"error\":{\"message\":\"bad key " + SECRET + "\"}}"));

        assertThat(failure(LONG).remedy()).isEqualTo(new Remedy.TryNext());
    }

    @Test
    void shouldFailTypedWhenTheAnswerIsAWebPage() {
        server.fail(new Fault.WebPage());

        assertThat(failure(LONG).code()).isEqualTo(FailureCode.BACKEND_ERROR);
    }

    @Test
    void shouldTryAgainWhenTheAnswerBreaksOff() {
        server.fail(new Fault.Truncated());

        assertThat(failure(LONG).remedy()).isInstanceOf(Remedy.TryAgain.class);
    }

    @Test
    void shouldTryAgainWhenTheConnectionIsReset() {
        // Twice, because an HTTP client may itself repeat a request that it knows to be safe.
        server.fail(new Fault.Reset(), new Fault.Reset());

        assertThat(failure(LONG).remedy()).isInstanceOf(Remedy.TryAgain.class);
    }

    @Test
    void shouldGiveUpAtTheDeadlineWhenTheBackendDrips() {
        server.fail(new Fault.Drip());

        assertThat(failure(SHORT).code()).isEqualTo(FailureCode.TIMEOUT);
    }

    @Test
    void shouldGiveUpAtTheDeadlineWhenTheBackendHangs() {
        server.fail(new Fault.Hang());

        assertThat(failure(SHORT).code()).isEqualTo(FailureCode.TIMEOUT);
    }

    @Test
    void shouldStopReadingWhenTheAnswerIsHuge() {
        server.fail(new Fault.Huge(512L << 20));

        assertThat(failure(LONG).code()).isEqualTo(FailureCode.BACKEND_ERROR);
        Awaitility.await().until(() -> server.closedEarly() > 0);
    }

    @Test
    void shouldCloseTheConnectionWhenInterrupted() throws Exception {
        server.fail(new Fault.Hang());
        CompletableFuture<ToolReply.Picture> result = new CompletableFuture<>();
        Thread caller = Thread.ofPlatform().start(() -> {
            try {
                result.complete(produce(LONG));
            } catch (Exception e) {
                result.completeExceptionally(e);
            }
        });
        Awaitility.await().until(() -> server.calls() > 0);

        caller.interrupt();

        ExecutionException failure =
                catchThrowableOfType(ExecutionException.class, () -> result.get(20, TimeUnit.SECONDS));
        assertThat(failure).hasCauseInstanceOf(InterruptedException.class);
        Awaitility.await().until(() -> server.closedEarly() > 0);
    }

    /** One call of a fresh client. */
    protected final ToolReply.Picture produce(Duration patience) throws BackendException, InterruptedException {
        return produce(request(), patience, Previews.NONE);
    }

    protected final ToolReply.Picture produce(Q request, Duration patience, Previews previews)
            throws BackendException, InterruptedException {
        CallId call = new CallId(new DraftId(JobId.derived("tenant", "contract"), 0), 0);
        return backend(server.base())
                .produce(
                        request,
                        new BackendCall(call, call.toString(), Instant.now().plus(patience), previews));
    }

    /** The failure of one call, which tells no secret. */
    protected final BackendException failure(Duration patience) {
        return failure(request(), patience);
    }

    protected final BackendException failure(Q request, Duration patience) {
        BackendException failure =
                catchThrowableOfType(BackendException.class, () -> produce(request, patience, Previews.NONE));
        assertThat(failure).isNotNull();
        assertThat(failure.reason()).isNotBlank().doesNotContain(SECRET);
        return failure;
    }
}
