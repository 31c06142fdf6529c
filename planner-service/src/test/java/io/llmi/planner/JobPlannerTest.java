package io.llmi.planner;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.llmi.events.DeadLetter;
import io.llmi.events.EventCodec;
import io.llmi.events.ImageCount;
import io.llmi.events.JobId;
import io.llmi.events.JobSubmitted;
import io.llmi.events.Message;
import io.llmi.events.PlanEvent;
import io.llmi.events.PlanOutcome;
import io.llmi.events.Revision;
import io.llmi.events.TokenUsage;
import io.llmi.events.Topics;
import io.llmi.events.TraceParent;
import io.llmi.planner.backend.PlanRequest;
import io.llmi.planner.backend.PlanResult;
import io.llmi.planner.backend.PlannerBackend;
import io.llmi.planner.backend.PlannerError;
import io.llmi.planner.backend.PlannerException;
import io.llmi.planner.backend.TextSink;
import io.llmi.planner.rehearsal.RehearsalBackend;
import io.llmi.toolkit.job.JobControls;
import io.llmi.toolkit.queue.ShareQueue.Delivery;
import io.llmi.toolkit.queue.ShareQueue.Disposition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class JobPlannerTest {
    private static final EventCodec<JobSubmitted> JOBS = EventCodec.of(JobSubmitted.class);

    private final MemoryPublisher publisher = new MemoryPublisher();
    private final Controls controls = new Controls();

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

    /** A backend whose n-th stream does what the n-th script says. */
    private record Scripted(AtomicInteger calls, List<Script> scripts) implements PlannerBackend {
        interface Script {
            PlanResult run(TextSink sink) throws PlannerException, InterruptedException;
        }

        static Scripted of(Script... scripts) {
            return new Scripted(new AtomicInteger(), List.of(scripts));
        }

        @Override
        public String name() {
            return "scripted";
        }

        @Override
        public String model() {
            return "m";
        }

        @Override
        public PlanResult stream(PlanRequest request, TextSink sink) throws PlannerException, InterruptedException {
            return scripts.get(calls.getAndIncrement()).run(sink);
        }
    }

    private JobPlanner planner(PlannerBackend backend) {
        DraftPlanner drafts = new DraftPlanner(
                publisher,
                new ToolChoice(Jobs::allTools, Duration.ofMillis(100), Clock.systemUTC()),
                () -> backend,
                new PlanWriter.Settings(Duration.ZERO, 1, 64),
                1);
        return new JobPlanner(drafts, controls, publisher, Clock.systemUTC());
    }

    private static Delivery delivery(byte[] value, int count) {
        return new Delivery(Topics.JOBS, 0, 7, Optional.of("key"), value, count, TraceParent.start());
    }

    private static Delivery delivery(JobSubmitted job, int count) {
        return delivery(JOBS.encode(job), count);
    }

    private static PlanResult breakAfter(TextSink sink, String text) throws PlannerException, InterruptedException {
        sink.text(text);
        throw new PlannerException(new PlannerError.Broken("It broke off."));
    }

    private PlanEvent.Ended ended() {
        return publisher.plan(PlanEvent.Ended.class).getLast();
    }

    @Test
    void shouldPublishTheWholeDraftWhenTheBackendCompletes() throws Exception {
        JobSubmitted job = Jobs.job(List.of(Message.user("Tides")), 2, ImageCount.ANY, "search", "edit", "unheard-of");

        Disposition done = planner(new RehearsalBackend(0)).handle(delivery(job, 1));

        assertThat(done).isEqualTo(Disposition.ACCEPT);
        PlanEvent.Started started = publisher.plan(PlanEvent.Started.class).getFirst();
        assertThat(started.context().tools()).containsExactly("edit", "search");
        assertThat(started.context().sourceTools()).containsExactly("edit");
        assertThat(started.context().inputImages()).isEqualTo(2);
        assertThat(started.context().backend()).isEqualTo("rehearsal");
        assertThat(publisher.text(0)).startsWith("# Tides").contains("<imgen>");
        assertThat(ended().outcome()).isEqualTo(PlanOutcome.COMPLETED);
        assertThat(publisher.plan())
                .extracting(PlanEvent::seq)
                .isEqualTo(java.util.stream.IntStream.range(0, publisher.events.size())
                        .boxed()
                        .toList());
    }

    @Test
    void shouldWriteTheGivenDraftAsItStandsWhenTheJobBringsOne() throws Exception {
        String given = "# Given \uD83D\uDE00\n<imgen>{'source': 'code', 'params': {}}</imgen>" + "x".repeat(100_000);
        Scripted backend = Scripted.of();

        Disposition done = planner(backend).handle(delivery(Jobs.job("Tides").withGivenDraft(given), 1));

        assertThat(done).isEqualTo(Disposition.ACCEPT);
        assertThat(publisher.text(0)).isEqualTo(given);
        PlanEvent.Started started = publisher.plan(PlanEvent.Started.class).getFirst();
        assertThat(started.context().backend()).isEqualTo("given");
        assertThat(started.context().tools()).containsExactly("code", "diffusion", "edit", "search");
        assertThat(ended().outcome()).isEqualTo(PlanOutcome.COMPLETED);
    }

    @Test
    void shouldStartAnewInTheNextEpochWhenTheStreamBreaksOff() throws Exception {
        Scripted backend = Scripted.of(sink -> breakAfter(sink, "first"), sink -> {
            sink.text("second");
            return PlanResult.completed(new TokenUsage(1, 2));
        });

        planner(backend).handle(delivery(Jobs.job("Tides"), 3));

        assertThat(publisher.text(200)).isEqualTo("first");
        assertThat(publisher.text(201)).isEqualTo("second");
        assertThat(publisher.plan(PlanEvent.Started.class))
                .extracting(PlanEvent.Started::epoch)
                .containsExactly(200L, 201L);
        assertThat(ended().epoch()).isEqualTo(201);
        assertThat(ended().usage()).isEqualTo(new TokenUsage(1, 2));
    }

    @Test
    void shouldKeepTheFirstRunsTextWhenTheRestartBringsNone() throws Exception {
        Scripted backend = Scripted.of(sink -> breakAfter(sink, "first"), sink -> breakAfter(sink, ""));

        planner(backend).handle(delivery(Jobs.job("Tides"), 1));

        assertThat(publisher.plan(PlanEvent.Started.class)).hasSize(1);
        assertThat(ended().epoch()).isZero();
        assertThat(ended().outcome()).isEqualTo(PlanOutcome.TRUNCATED);
        assertThat(ended().message()).contains("It broke off.");
    }

    @Test
    void shouldEndAsFailedWhenNothingWasWritten() throws Exception {
        Scripted backend = Scripted.of(sink -> {
            throw new PlannerException(new PlannerError.Unauthorized("Check the key."));
        });

        Disposition done = planner(backend).handle(delivery(Jobs.job("Tides"), 1));

        assertThat(done).isEqualTo(Disposition.ACCEPT);
        assertThat(ended().outcome()).isEqualTo(PlanOutcome.FAILED);
        assertThat(ended().message()).contains("Check the key.");
    }

    @Test
    void shouldEndAsFailedWhenTheBackendHasADefect() throws Exception {
        Scripted backend = Scripted.of(sink -> {
            throw new IllegalStateException("secret detail");
        });

        planner(backend).handle(delivery(Jobs.job("Tides"), 1));

        assertThat(ended().outcome()).isEqualTo(PlanOutcome.FAILED);
        assertThat(ended().message().orElseThrow()).doesNotContain("secret");
    }

    @Test
    void shouldEndAsCancelledWhenTheJobIsStopped() throws Exception {
        JobSubmitted job = Jobs.job("Tides");
        FutureTask<Disposition> task = hanging(job);
        Thread.ofVirtual().start(task);
        await().until(() -> !publisher.text(0).isEmpty());

        controls.callbacks.get(job.id()).run();

        assertThat(task.get(10, TimeUnit.SECONDS)).isEqualTo(Disposition.ACCEPT);
        assertThat(ended().outcome()).isEqualTo(PlanOutcome.CANCELLED);
        assertThat(controls.callbacks).isEmpty();
    }

    @Test
    void shouldReleaseTheJobWhenThePoolStops() throws Exception {
        FutureTask<Disposition> task = hanging(Jobs.job("Tides"));
        Thread slot = Thread.ofVirtual().start(task);
        await().until(() -> !publisher.text(0).isEmpty());

        slot.interrupt();

        assertThat(task.get(10, TimeUnit.SECONDS)).isEqualTo(Disposition.RELEASE);
        assertThat(publisher.plan(PlanEvent.Ended.class)).isEmpty();
    }

    private FutureTask<Disposition> hanging(JobSubmitted job) {
        JobPlanner planner = planner(Scripted.of(sink -> {
            sink.text("begun");
            new CountDownLatch(1).await();
            throw new AssertionError("not interrupted");
        }));
        return new FutureTask<>(() -> planner.handle(delivery(job, 1)));
    }

    @Test
    void shouldReleaseTheJobWhenTheBrokerTakesNoRecords() throws Exception {
        publisher.fail = true;

        assertThat(planner(new RehearsalBackend(0)).handle(delivery(Jobs.job("Tides"), 1)))
                .isEqualTo(Disposition.RELEASE);
    }

    @Test
    void shouldSetAsideARecordThatIsNoJob() throws Exception {
        Disposition done =
                planner(new RehearsalBackend(0)).handle(delivery("{\"id\":5}".getBytes(StandardCharsets.UTF_8), 1));

        assertThat(done).isEqualTo(Disposition.REJECT);
        assertThat(publisher.events).singleElement().isInstanceOfSatisfying(DeadLetter.class, letter -> {
            assertThat(letter.payload()).isEqualTo("{\"id\":5}");
            assertThat(letter.offset()).isEqualTo(7);
        });
    }

    @Test
    void shouldNotPlanAJobThatIsAlreadyStopped() throws Exception {
        controls.stopped = true;

        assertThat(planner(new RehearsalBackend(0)).handle(delivery(Jobs.job("Tides"), 1)))
                .isEqualTo(Disposition.ACCEPT);
        assertThat(publisher.events).isEmpty();
    }

    @Test
    void shouldLeaveAJobToTheAssemblerWhenItRevisesADocument() throws Exception {
        JobSubmitted job = Jobs.job("Tides");
        Revision revision = new Revision(JobId.derived("t", "old"), List.of(), Optional.empty());

        assertThat(planner(new RehearsalBackend(0)).handle(delivery(job.withRevision(revision, Optional.empty()), 1)))
                .isEqualTo(Disposition.ACCEPT);
        assertThat(publisher.events).isEmpty();
    }
}
