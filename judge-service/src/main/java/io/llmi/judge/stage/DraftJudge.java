package io.llmi.judge.stage;

import java.time.Clock;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.llmi.events.EventCodec;
import io.llmi.events.JobId;
import io.llmi.events.JudgeRequest;
import io.llmi.events.JudgeResult;
import io.llmi.events.MalformedEventException;
import io.llmi.events.Reward;
import io.llmi.events.Topics;
import io.llmi.judge.JudgeConfig;
import io.llmi.judge.monitor.RewardMonitor;
import io.llmi.judge.opinion.Panel;
import io.llmi.judge.opinion.Terms;
import io.llmi.judge.subject.Subject;
import io.llmi.toolkit.job.JobControls;
import io.llmi.toolkit.kafka.EventPublisher;
import io.llmi.toolkit.queue.DeadLetters;
import io.llmi.toolkit.queue.ShareQueue.Delivery;
import io.llmi.toolkit.queue.ShareQueue.Disposition;
import io.llmi.toolkit.queue.ShareQueue.Handler;
import org.jboss.logging.Logger;

/** Judges one draft from the queue and answers with its reward, unless nobody wants it any more. Thread-safe. */
final class DraftJudge implements Handler {
    private static final Logger LOG = Logger.getLogger(DraftJudge.class);
    private static final EventCodec<JudgeRequest> REQUESTS = EventCodec.of(JudgeRequest.class);
    private static final EventCodec<JudgeResult> RESULTS = EventCodec.of(JudgeResult.class);

    private final JudgeConfig config;
    private final EventPublisher publisher;
    private final JobControls controls;
    private final Panel panel;
    private final RewardMonitor monitor;
    private final DeadLetters deadLetters;
    private final Clock clock;

    DraftJudge(
            JudgeConfig config,
            EventPublisher publisher,
            JobControls controls,
            Panel panel,
            RewardMonitor monitor,
            Clock clock) {
        this.config = config;
        this.publisher = publisher;
        this.controls = controls;
        this.panel = panel;
        this.monitor = monitor;
        this.deadLetters = new DeadLetters(publisher, clock);
        this.clock = clock;
    }

    @Override
    public Disposition handle(Delivery delivery) throws Exception {
        JudgeRequest request;
        try {
            request = REQUESTS.decode(delivery.value());
        } catch (MalformedEventException e) {
            deadLetters.sendAside(delivery, e.getMessage());
            return Disposition.REJECT;
        }
        JobId job = request.draft().job();
        if (controls.isStopped(job) || !clock.instant().isBefore(request.deadline())) {
            LOG.infof("draft %s: not judged, its job was stopped or the deadline has passed", request.draft());
            return Disposition.ACCEPT;
        }
        return judgeUnlessStopped(request, delivery);
    }

    private Disposition judgeUnlessStopped(JudgeRequest request, Delivery delivery) throws Exception {
        FutureTask<Reward> task = new FutureTask<>(() -> reward(request));
        AtomicBoolean stopped = new AtomicBoolean();
        Thread thread = Thread.ofVirtual().name("judge-" + request.draft()).start(task);
        try (AutoCloseable forget = controls.onStop(request.draft().job(), () -> {
            stopped.set(true);
            thread.interrupt();
        })) {
            JudgeResult result = new JudgeResult(request.draft(), task.get(), clock.instant());
            publisher
                    .publish(
                            Topics.JUDGE_RESULTS,
                            request.draft().job().value(),
                            result,
                            RESULTS,
                            delivery.trace().child())
                    .get(2, TimeUnit.MINUTES);
            return Disposition.ACCEPT;
        } catch (InterruptedException e) {
            thread.interrupt();
            return Disposition.RELEASE;
        } catch (ExecutionException e) {
            if (stopped.get()) {
                LOG.infof("draft %s: judging stopped, the job is no longer wanted", request.draft());
                return Disposition.ACCEPT;
            }
            LOG.errorf(e.getCause(), "draft %s: released after a defect", request.draft());
            return Disposition.RELEASE;
        }
    }

    private Reward reward(JudgeRequest request) throws InterruptedException {
        Subject subject = new Subject(request.question(), request.text(), request.inputs(), request.document());
        Terms terms = new Terms(
                request.imageCount(),
                request.tools(),
                request.weights(),
                request.split(),
                config.outageScoresOne(),
                request.deadline());
        Reward reward = panel.judge(subject, terms);
        monitor.observe(reward);
        return reward;
    }
}
