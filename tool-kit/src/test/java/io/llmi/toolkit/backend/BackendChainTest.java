package io.llmi.toolkit.backend;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.events.CallId;
import io.llmi.events.DraftId;
import io.llmi.events.FailureCode;
import io.llmi.events.JobId;
import io.llmi.events.Json;
import io.llmi.events.Provenance;
import io.llmi.events.ToolCall;
import io.llmi.events.ToolFailure;
import io.llmi.toolkit.budget.Purse;
import io.llmi.toolkit.tool.BackendSupport;
import io.llmi.toolkit.tool.Previews;
import io.llmi.toolkit.tool.ToolInvocation;
import io.llmi.toolkit.tool.ToolMeters;
import io.llmi.toolkit.tool.ToolReply;
import io.llmi.toolkit.tool.Tools;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tuple;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BackendChainTest {
    record Question(String prompt, long seed, JsonNode extra, byte[] mask) {}

    private static final Question QUESTION =
            new Question("a boat", 7, Json.mapper().createObjectNode(), new byte[] {1});

    private final Support support = new Support(100);

    @Test
    void shouldCallAgainWhenAFailureMayPass() throws Exception {
        Scripted backend = new Scripted("a").fails(BackendException.broken("down", null), 2);

        ToolReply reply = chain(new TestBackendSettings(), backend).run(QUESTION, invocation(60));

        assertThat(reply).isInstanceOf(ToolReply.Picture.class);
        assertThat(backend.calls).isEqualTo(3);
        assertThat(support.registry
                        .counter("llmi.backend.retries", "tool", "test", "backend", "a")
                        .count())
                .isEqualTo(2);
    }

    @Test
    void shouldKeepThePauseThatTheBackendAskedFor() throws Exception {
        Duration asked = Duration.ofMillis(300);
        Scripted backend = new Scripted("a").fails(BackendException.busy("slow down", Optional.of(asked)), 1);

        chain(new TestBackendSettings(), backend).run(QUESTION, invocation(60));

        assertThat(Duration.ofNanos(backend.begins.get(1) - backend.begins.get(0)))
                .isGreaterThanOrEqualTo(asked);
    }

    @Test
    void shouldGoToTheNextBackendAtOnceWhenThePauseIsTooLong() throws Exception {
        Scripted busy =
                new Scripted("busy").fails(BackendException.busy("slow down", Optional.of(Duration.ofSeconds(9))), 1);
        Scripted spare = new Scripted("spare");

        ToolReply.Picture picture =
                picture(chain(new TestBackendSettings().withMaxRetryAfter(Duration.ofSeconds(5)), busy, spare), 60);

        assertThat(busy.calls).isEqualTo(1);
        assertThat(picture.provenance().backend()).isEqualTo("spare");
        assertThat(picture.provenance().params().at("/fallback_from/0/backend").asText())
                .isEqualTo("busy");
        assertThat(picture.warnings()).containsExactly("Made by the spare backend, because busy could not.");
    }

    @Test
    void shouldNotRetryWhenThePauseWouldOutlastTheDeadline() throws Exception {
        Scripted busy =
                new Scripted("busy").fails(BackendException.busy("slow down", Optional.of(Duration.ofSeconds(4))), 1);

        ToolReply reply = chain(new TestBackendSettings(), busy).run(QUESTION, invocation(2));

        assertThat(busy.calls).isEqualTo(1);
        assertThat(((ToolReply.Failed) reply).failure().code()).isEqualTo(FailureCode.UNAVAILABLE);
    }

    @Test
    void shouldNotAskAnybodyElseWhenTheRequestWasRefused() throws Exception {
        Scripted strict = new Scripted("strict").fails(BackendException.refused("no"), 1);
        Scripted spare = new Scripted("spare");

        ToolReply reply = chain(new TestBackendSettings(), strict, spare).run(QUESTION, invocation(60));

        assertThat(((ToolReply.Failed) reply).failure().code()).isEqualTo(FailureCode.REFUSED);
        assertThat(spare.calls).isZero();
    }

    @Test
    void shouldTryTheNextBackendWhenOneHasADefect() throws Exception {
        Scripted broken = new Scripted("broken");
        broken.defect = Optional.of(new IllegalStateException("password=hunter2"));

        ToolReply.Picture picture = picture(chain(new TestBackendSettings(), broken, new Scripted("spare")), 60);

        assertThat(broken.calls).isEqualTo(1);
        assertThat(picture.toString() + picture.provenance()).doesNotContain("hunter2");
    }

    @Test
    void shouldLeaveABackendAloneWhenItFailedTooOften() throws Exception {
        Scripted flaky = new Scripted("flaky").fails(BackendException.broken("down", null), 3);
        var chain = chain(new TestBackendSettings().withBreaker(3, Duration.ofHours(1)), flaky, new Scripted("spare"));

        picture(chain, 60);
        ToolReply.Picture second = picture(chain, 60);

        assertThat(support.breaker("flaky")).isEqualTo(2);
        assertThat(flaky.calls).isEqualTo(3);
        assertThat(second.provenance().params().at("/fallback_from/0/reason").asText())
                .isEqualTo("flaky failed too often of late and is left alone for a while.");
    }

    @Test
    void shouldComeBackToABackendWhenItsPauseIsOver() throws Exception {
        Scripted flaky = new Scripted("flaky").fails(BackendException.broken("down", null), 3);
        var chain = chain(new TestBackendSettings().withBreaker(3, Duration.ofMillis(1)), flaky, new Scripted("spare"));
        picture(chain, 60);

        Awaitility.await()
                .untilAsserted(() ->
                        assertThat(picture(chain, 60).provenance().backend()).isEqualTo("flaky"));
        assertThat(support.breaker("flaky")).isZero();
    }

    @Test
    void shouldNotCountAnAnswerAsAFailureWhenTheBackendHasNothing() throws Exception {
        Scripted empty = new Scripted("empty").fails(BackendException.nothingFound("nothing"), 9);
        var chain = chain(new TestBackendSettings().withBreaker(3, Duration.ofHours(1)), empty);

        for (int i = 0; i < 9; i++) {
            chain.run(QUESTION, invocation(60));
        }

        assertThat(empty.calls).isEqualTo(9);
    }

    @Test
    void shouldGoToTheNextBackendWhenTheRateLimitLeavesNoRoomBeforeTheDeadline() throws Exception {
        Scripted limited = new Scripted("limited");
        Scripted spare = new Scripted("spare");
        var settings = new TestBackendSettings().withLimits("limited", Optional.of(2), Optional.empty());
        var chain = chain(settings, limited, spare);

        List<String> makers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            makers.add(picture(chain, 3).provenance().backend());
        }

        // The minute may turn over in the middle of the test, but not twice.
        assertThat(limited.calls).isBetween(2, 4);
        assertThat(makers).startsWith("limited", "limited");
        assertThat(spare.calls).isEqualTo(4 - limited.calls);
    }

    @Test
    void shouldStopAltogetherWhenNoBackendCallIsAllowedAnyMore() throws Exception {
        Scripted backend = new Scripted("a").fails(BackendException.broken("down", null), 9);
        Scripted spare = new Scripted("spare");
        Support two = new Support(2);

        ToolReply reply = chain(new TestBackendSettings(), backend, spare).run(QUESTION, invocation(60, two));

        assertThat(backend.calls + spare.calls).isEqualTo(2);
        assertThat(((ToolReply.Failed) reply).failure().code()).isEqualTo(FailureCode.UNAVAILABLE);
    }

    @Test
    void shouldPutThePriceIntoTheProvenanceOnlyWhenItIsKnown() throws Exception {
        var settings = new TestBackendSettings().withLimits("a", Optional.empty(), Optional.of(new BigDecimal("0.04")));

        assertThat(picture(chain(settings, new Scripted("a")), 60).provenance().costUsd())
                .hasValue(new BigDecimal("0.04"));
        assertThat(picture(chain(settings, new Scripted("b")), 60).provenance().costUsd())
                .isEmpty();
    }

    @Test
    void shouldMakeAPictureForNothingWhenTheBudgetDoesNotCoverThePaidOne() throws Exception {
        var settings = new TestBackendSettings().withLimits("a", Optional.empty(), Optional.of(new BigDecimal("0.04")));
        Scripted paid = new Scripted("a");
        support.purse = (backend, price, patience) ->
                new Purse.Answer.Refused(new ToolFailure(FailureCode.BUDGET_EXHAUSTED, backend + " costs " + price));

        ToolReply alone = chain(settings, paid).run(QUESTION, invocation(60));
        ToolReply.Picture free = picture(chain(settings, paid, new Scripted("free")), 60);

        assertThat(paid.calls).isZero();
        assertThat(((ToolReply.Failed) alone).failure())
                .isEqualTo(new ToolFailure(FailureCode.BUDGET_EXHAUSTED, "a costs 0.04"));
        assertThat(free.provenance().params().at("/fallback_from/0/reason").asText())
                .isEqualTo("a costs 0.04");
    }

    @Test
    void shouldPayOncePerBackendAndTakeThePriceBackWhenItMadeNothing() throws Exception {
        var settings = new TestBackendSettings().withLimits("a", Optional.empty(), Optional.of(new BigDecimal("0.04")));
        List<String> account = new ArrayList<>();
        support.purse = (backend, price, patience) -> {
            account.add("paid " + backend);
            return new Purse.Answer.Paid(() -> account.add("refunded " + backend));
        };

        picture(chain(settings, new Scripted("a").fails(BackendException.broken("down", null), 1)), 60);
        assertThat(account).containsExactly("paid a");

        chain(settings, new Scripted("a").fails(BackendException.refused("no"), 1))
                .run(QUESTION, invocation(60));
        assertThat(account).containsExactly("paid a", "paid a", "refunded a");

        account.clear();
        chain(settings, new Scripted("a").fails(BackendException.timeout("late"), 1))
                .run(QUESTION, invocation(60));
        assertThat(account).as("a service may charge for what came too late").containsExactly("paid a");
    }

    @Test
    void shouldAnswerFromTheCacheForNothingWhenTheSameWasAskedBefore() throws Exception {
        var settings = new TestBackendSettings().withLimits("a", Optional.empty(), Optional.of(new BigDecimal("0.04")));
        Scripted backend = new Scripted("a");
        var chain = chain(settings, backend);
        support.caching = true;

        ToolReply.Picture first = picture(chain, 60);
        ToolReply.Picture second = picture(chain, 60);

        assertThat(backend.calls).isEqualTo(1);
        assertThat(second.bytes()).isEqualTo(first.bytes());
        assertThat(second.provenance().costUsd()).hasValue(BigDecimal.ZERO);
        assertThat(second.provenance().params().get("cached").asBoolean()).isTrue();
    }

    @Test
    void shouldPassAnInterruptOn() throws Exception {
        Scripted hanging = new Scripted("hanging");
        hanging.hangs = true;
        var chain = chain(new TestBackendSettings(), hanging);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<ToolReply> reply = thread.submit(() -> chain.run(QUESTION, invocation(60)));
            Awaitility.await().until(() -> hanging.calls == 1);
            thread.shutdownNow();
            assertThat(org.assertj.core.api.Assertions.catchThrowable(reply::get))
                    .hasCauseInstanceOf(InterruptedException.class);
        } finally {
            thread.shutdownNow();
        }
    }

    @Test
    void shouldNameResultsByAllThatDecidesThem() {
        Backend<Question> backend = new Scripted("a");
        String key = key("test", backend, QUESTION, List.of());

        assertThat(key).matches("[0-9a-f]{64}");
        assertThat(key("other", backend, QUESTION, List.of())).isNotEqualTo(key);
        assertThat(key("test", new Scripted("b"), QUESTION, List.of())).isNotEqualTo(key);
        assertThat(key("test", backend, QUESTION, List.of(new byte[] {1}))).isNotEqualTo(key);
        assertThat(key("test", backend, new Question("a boat", 8, QUESTION.extra, QUESTION.mask), List.of()))
                .isNotEqualTo(key);
        assertThat(key("test", backend, new Question("a boat", 7, QUESTION.extra, new byte[] {2}), List.of()))
                .isNotEqualTo(key);
    }

    @Property(tries = 200)
    void shouldNameAResultTheSameWhateverTheOrderOfItsParameters(@ForAll Map<String, Integer> params) {
        List<Tuple.Tuple2<String, Integer>> entries = new ArrayList<>();
        params.forEach((name, value) -> entries.add(Tuple.of(name, value)));
        ObjectNode forwards = Json.mapper().createObjectNode();
        entries.forEach(entry -> forwards.put(entry.get1(), entry.get2()));
        ObjectNode backwards = Json.mapper().createObjectNode();
        entries.reversed().forEach(entry -> backwards.put(entry.get1(), entry.get2()));
        Backend<Question> backend = new Scripted("a");

        assertThat(key("t", backend, new Question("p", 1, forwards, new byte[0]), List.of()))
                .isEqualTo(key("t", backend, new Question("p", 1, backwards, new byte[0]), List.of()));
    }

    private static String key(String tool, Backend<Question> backend, Question question, List<byte[]> inputs) {
        return CacheKey.of(tool, backend, question, inputs);
    }

    @SafeVarargs
    private static BackendChain<Question> chain(BackendSettings settings, Backend<Question>... backends) {
        return new BackendChain<>(List.of(backends), settings);
    }

    private ToolReply.Picture picture(BackendChain<Question> chain, int seconds) throws InterruptedException {
        return (ToolReply.Picture) chain.run(QUESTION, invocation(seconds));
    }

    private ToolInvocation invocation(int seconds) {
        return invocation(seconds, support);
    }

    private static ToolInvocation invocation(int seconds, BackendSupport support) {
        return new ToolInvocation(
                new CallId(new DraftId(JobId.derived("t", "k"), 0), 0),
                new ToolCall("test", "a boat", Json.mapper().createObjectNode()),
                List.of(),
                Optional.empty(),
                Instant.now().plusSeconds(seconds),
                1,
                Previews.NONE,
                support);
    }

    /** Fails as it is told and then works. */
    private static final class Scripted implements Backend<Question> {
        private final String name;
        private final Deque<BackendException> failures = new ArrayDeque<>();
        private final List<Long> begins = new ArrayList<>();
        private Optional<RuntimeException> defect = Optional.empty();
        private boolean hangs;
        private volatile int calls;

        Scripted(String name) {
            this.name = name;
        }

        Scripted fails(BackendException failure, int times) {
            for (int i = 0; i < times; i++) {
                failures.add(failure);
            }
            return this;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public String identity() {
            return "";
        }

        @Override
        public ToolReply.Picture produce(Question request, BackendCall call)
                throws BackendException, InterruptedException {
            calls++;
            begins.add(System.nanoTime());
            if (hangs) {
                Thread.sleep(Duration.ofMinutes(1));
            }
            if (defect.isPresent()) {
                throw defect.get();
            }
            if (!failures.isEmpty()) {
                throw failures.poll();
            }
            return new ToolReply.Picture(
                    Tools.png(), "a boat", Provenance.madeBy(name, Json.mapper().createObjectNode()));
        }
    }

    /** A ledger with a limit, and a cache that one test uses. */
    private static final class Support implements BackendSupport {
        private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
        private final ToolMeters meters = new ToolMeters(registry);
        private final Map<String, ToolReply.Picture> cache = new HashMap<>();
        private Purse purse = Purse.UNLIMITED;
        private boolean caching;
        private int left;

        Support(int calls) {
            this.left = calls;
        }

        double breaker(String backend) {
            return registry.get("llmi.backend.breaker")
                    .tag("backend", backend)
                    .gauge()
                    .value();
        }

        @Override
        public boolean beginCall() {
            return left-- > 0;
        }

        @Override
        public Optional<ToolReply.Picture> remembered(String key) {
            return Optional.ofNullable(cache.get(key));
        }

        @Override
        public void remember(String key, ToolReply.Picture picture) {
            if (caching) {
                cache.put(key, picture);
            }
        }

        @Override
        public Purse purse() {
            return purse;
        }

        @Override
        public ToolMeters meters() {
            return meters;
        }
    }
}
