package io.llmi.judge.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmi.events.BlobRef;
import io.llmi.events.Document;
import io.llmi.events.JobId;
import io.llmi.events.Reward;
import io.llmi.events.TraceParent;
import io.llmi.judge.JudgeConfig;
import io.llmi.judge.http.ItemError.Code;
import io.llmi.judge.http.ItemError.FieldError;
import io.llmi.judge.monitor.RewardMonitor;
import io.llmi.judge.opinion.CriterionJudge;
import io.llmi.judge.opinion.CriterionVerdict;
import io.llmi.judge.opinion.Panel;
import io.llmi.judge.opinion.Terms;
import io.llmi.judge.run.Completion;
import io.llmi.judge.run.CompletionRuns;
import io.llmi.judge.run.RunFailedException;
import io.llmi.judge.subject.Retelling;
import io.llmi.judge.subject.Subject;
import io.llmi.toolkit.blob.BlobStoreException;
import io.llmi.toolkit.image.CleanImage;
import io.llmi.toolkit.image.ImageBounds;
import io.llmi.toolkit.image.ImageSanitizer;
import io.llmi.toolkit.image.RejectedImageException;
import io.llmi.toolkit.reference.BlobReferences;
import org.jboss.logging.Logger;

/** Scores one item of a batch: checks it, runs its tools, asks the judges. Thread-safe, blocking. */
final class RewardScorer {
    private static final Logger LOG = Logger.getLogger(RewardScorer.class);

    private final JudgeConfig config;
    private final CompletionRuns runs;
    private final Panel panel;
    private final CriterionJudge criteria;
    private final RewardMonitor monitor;
    private final BlobReferences references;
    private final Clock clock;
    private final Semaphore running;
    private final ImageSanitizer sanitizer;

    RewardScorer(
            JudgeConfig config,
            CompletionRuns runs,
            Panel panel,
            CriterionJudge criteria,
            RewardMonitor monitor,
            BlobReferences references,
            ImageSanitizer sanitizer) {
        this.config = config;
        this.runs = runs;
        this.panel = panel;
        this.criteria = criteria;
        this.monitor = monitor;
        this.references = references;
        this.sanitizer = sanitizer;
        this.clock = Clock.systemUTC();
        this.running = new Semaphore(config.rewards().concurrency(), true);
    }

    /**
     * @param deadline of the whole batch
     * @throws InterruptedException if interrupted; the item's job is cancelled then
     */
    ItemResult score(JsonNode json, Instant deadline, TraceParent trace) throws InterruptedException {
        try {
            RewardItem item = ItemReader.read(json, config.rewards());
            if (!running.tryAcquire(left(deadline).toMillis(), TimeUnit.MILLISECONDS)) {
                return failed(Code.TIMEOUT, Optional.empty());
            }
            Completion completion;
            Document document;
            try {
                completion = new Completion(
                        item.question(),
                        item.completion()
                                .or(() -> item.document().map(Retelling::of))
                                .orElseThrow(),
                        store(item.images()));
                document = item.document().isPresent()
                        ? item.document().get()
                        : runs.run(completion, shorter(config.rewards().runTimeout(), left(deadline)), trace);
            } finally {
                // The judges have bounds of their own: the next completion's tools need not wait for them.
                running.release();
            }
            return judged(item, completion, document, deadline);
        } catch (InvalidItemException e) {
            return new ItemResult.Failed(e.error());
        } catch (RunFailedException e) {
            LOG.warnf("a completion has no reward: %s", e.getMessage());
            return failed(
                    switch (e.kind()) {
                        case UNAVAILABLE -> Code.UNAVAILABLE;
                        case PIPELINE -> Code.PIPELINE_FAILED;
                    },
                    Optional.ofNullable(e.getMessage()));
        } catch (BlobStoreException e) {
            LOG.errorf("a completion has no reward, the blob store failed: %s", e.getMessage());
            return failed(Code.UNAVAILABLE, Optional.empty());
        } catch (RuntimeException e) {
            LOG.error("a completion has no reward by a defect", e);
            return failed(Code.INTERNAL, Optional.empty());
        }
    }

    private ItemResult judged(RewardItem item, Completion completion, Document document, Instant deadline)
            throws InterruptedException {
        Subject subject = new Subject(item.question(), completion.text(), completion.inputs(), document);
        Terms terms = new Terms(
                item.imageNum(),
                item.tools(),
                item.weights(),
                item.split(),
                item.outageScoresOne().orElse(config.outageScoresOne()),
                clock.instant().plus(shorter(config.rewards().judgeTimeout(), left(deadline))));
        Reward reward = panel.judge(subject, terms);
        monitor.observe(reward);
        List<CriterionVerdict> verdicts =
                item.criteria().isEmpty() ? List.of() : criteria.judge(subject, item.criteria(), terms.deadline());
        return new ItemResult.Scored(document, reward, verdicts);
    }

    /** Keeps the question's pictures, of which nothing but pixels survives. */
    private List<BlobRef> store(List<byte[]> images) throws InvalidItemException, InterruptedException {
        ImageBounds bounds = ImageBounds.upTo(config.rewards().imagePixels());
        List<BlobRef> stored = new ArrayList<>();
        // Nobody's job, and so never deleted: but counted, lest it goes with a job that has the same picture.
        JobId owner = JobId.timeOrdered(clock.instant());
        for (int i = 0; i < images.size(); i++) {
            try {
                CleanImage image = sanitizer.sanitize(images.get(i), bounds);
                stored.add(new BlobRef(
                        references.put(owner, image.bytes()),
                        image.mediaType(),
                        image.width(),
                        image.height(),
                        image.bytes().length));
            } catch (RejectedImageException e) {
                throw new InvalidItemException(ItemError.invalid(
                        List.of(new FieldError("images[" + i + "]", "not accepted: " + e.getMessage()))));
            }
        }
        return stored;
    }

    private static ItemResult failed(Code code, Optional<String> message) {
        return new ItemResult.Failed(ItemError.of(code, message));
    }

    private Duration left(Instant deadline) {
        Duration left = Duration.between(clock.instant(), deadline);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
