package io.llmi.judge.stage;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

import io.llmi.events.DeadLetter;
import io.llmi.events.DraftId;
import io.llmi.events.EventCodec;
import io.llmi.events.ImageCount;
import io.llmi.events.JobId;
import io.llmi.events.JudgeRequest;
import io.llmi.events.JudgeResult;
import io.llmi.events.MalformedEventException;
import io.llmi.events.RewardSplit;
import io.llmi.events.RewardWeights;
import io.llmi.events.Topics;
import io.llmi.events.TraceParent;
import io.llmi.judge.Configs;
import io.llmi.judge.Documents;
import io.llmi.judge.JudgeConfig;
import io.llmi.judge.endpoint.ScriptedJudge;
import io.llmi.judge.monitor.RewardMonitor;
import io.llmi.judge.opinion.PanelFactory;
import io.llmi.judge.subject.Subject;
import io.llmi.toolkit.contract.Fault;
import io.llmi.toolkit.contract.MemoryBlobs;
import io.llmi.toolkit.job.JobControls;
import io.llmi.toolkit.kafka.EventPublisher;
import io.llmi.toolkit.queue.ShareQueue.Delivery;
import io.llmi.toolkit.queue.ShareQueue.Disposition;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DraftJudgeTest {
    private final Publisher publisher = new Publisher();
    private final Controls controls = new Controls();

    /** Keeps what is published, after a trip through its bytes. */
    private static final class Publisher implements EventPublisher {
        final List<Object> events = new CopyOnWriteArrayList<>();

        @Override
        public <T> CompletableFuture<Void> publish(
                String topic, String key, T event, EventCodec<T> codec, TraceParent trace) {
            try {
                events.add(codec.decode(codec.encode(event)));
            } catch (MalformedEventException e) {
                throw new AssertionError(e);
            }
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletableFuture<Void> tombstone(String topic, String key, TraceParent trace) {
            throw new AssertionError("the judge deletes nothing");
        }
    }

    private static final class Controls implements JobControls {
        final ConcurrentHashMap<JobId, Runnable> callbacks = new ConcurrentHashMap<>();
        volatile boolean stopped;

        @Override
        public boolean isStopped(JobId job) {
            return stopped;
        }

        @Override
        public AutoCloseable onStop(JobId job, Runnable callback) {
            callbacks.put(job, callback);
            return () -> callbacks.remove(job);
        }
    }

    private DraftJudge judge(String... settings) {
        JudgeConfig config = Configs.of(settings);
        return new DraftJudge(
                config,
                publisher,
                controls,
                new PanelFactory(config, new MemoryBlobs()).panel(),
                new RewardMonitor(new SimpleMeterRegistry()),
                Clock.systemUTC());
    }

    private static JudgeRequest request(Duration left) {
        Subject subject = new Documents()
                .text("# Coast\n\nA lighthouse.")
                .picture("search", "A lighthouse")
                .subject("A note");
        return new JudgeRequest(
                new DraftId(subject.document().id(), 2),
                subject.question(),
                subject.draft(),
                List.of(),
                subject.document(),
                ImageCount.exactly(1),
                List.of("search"),
                RewardWeights.DEFAULT,
                RewardSplit.EVAL,
                Instant.now().plus(left));
    }

    private static Delivery delivery(byte[] value) {
        return new Delivery(Topics.JUDGE_REQUESTS, 0, 7, Optional.of("key"), value, 1, TraceParent.start());
    }

    private static Delivery delivery(JudgeRequest request) {
        return delivery(EventCodec.of(JudgeRequest.class).encode(request));
    }

    @Test
    void shouldAnswerWithTheRewardOfTheDraft() throws Exception {
        JudgeRequest request = request(Duration.ofSeconds(30));

        Disposition done = judge().handle(delivery(request));

        assertThat(done).isEqualTo(Disposition.ACCEPT);
        JudgeResult result = (JudgeResult) publisher.events.getFirst();
        assertThat(result.draft()).isEqualTo(request.draft());
        assertThat(result.reward().components().rule()).isEqualTo(1);
        assertThat(result.reward().components().tool()).hasValue(1.0);
        assertThat(result.reward().reward()).isPresent();
    }

    @Test
    void shouldSetAsideWhatIsNoRequest() throws Exception {
        Disposition done = judge().handle(delivery("{".getBytes(StandardCharsets.UTF_8)));

        assertThat(done).isEqualTo(Disposition.REJECT);
        assertThat(publisher.events.getFirst()).isInstanceOf(DeadLetter.class);
    }

    @Test
    void shouldNotJudgeForNobody() throws Exception {
        assertThat(judge().handle(delivery(request(Duration.ofSeconds(-1))))).isEqualTo(Disposition.ACCEPT);
        controls.stopped = true;
        assertThat(judge().handle(delivery(request(Duration.ofSeconds(30))))).isEqualTo(Disposition.ACCEPT);

        assertThat(publisher.events).isEmpty();
    }

    @Test
    void shouldStopWhenTheJobIsNoLongerWanted() throws Exception {
        try (ScriptedJudge hanging = new ScriptedJudge("Text: 3\nTag: 3")) {
            hanging.fail(new Fault.Hang());
            JudgeRequest request = request(Duration.ofSeconds(30));
            DraftJudge judge =
                    judge("llm.base-url", hanging.base() + "/v1", "llm.api-key", ScriptedJudge.KEY, "llm.model", "m");
            FutureTask<Disposition> task = new FutureTask<>(() -> judge.handle(delivery(request)));
            Thread.ofPlatform().start(task);
            Awaitility.await().until(() -> hanging.calls() == 1);

            controls.callbacks.get(request.draft().job()).run();

            assertThat(task.get(10, TimeUnit.SECONDS)).isEqualTo(Disposition.ACCEPT);
            assertThat(publisher.events).isEmpty();
            Awaitility.await().until(() -> hanging.closedEarly() == 1);
        }
    }

    @Test
    void shouldGiveTheDraftBackWhenTheProcessStops() throws Exception {
        try (ScriptedJudge hanging = new ScriptedJudge("Text: 3\nTag: 3")) {
            hanging.fail(new Fault.Hang());
            DraftJudge judge =
                    judge("llm.base-url", hanging.base() + "/v1", "llm.api-key", ScriptedJudge.KEY, "llm.model", "m");
            FutureTask<Disposition> task =
                    new FutureTask<>(() -> judge.handle(delivery(request(Duration.ofSeconds(30)))));
            Thread slot = Thread.ofPlatform().start(task);
            Awaitility.await().until(() -> hanging.calls() == 1);

            slot.interrupt();

            assertThat(task.get(10, TimeUnit.SECONDS)).isEqualTo(Disposition.RELEASE);
            assertThat(publisher.events).isEmpty();
        }
    }
}
