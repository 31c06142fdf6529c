package io.llmi.judge.opinion;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.llmi.judge.endpoint.JudgeEndpoint;
import io.llmi.judge.reward.CriterionScore;
import io.llmi.judge.rubric.Prompt;
import io.llmi.judge.rubric.Rubric;
import io.llmi.judge.subject.Subject;
import io.llmi.toolkit.backend.BackendException;
import org.jboss.logging.Logger;

/**
 * Holds documents against the criteria of a benchmark, each on its own, as LLMI-Bench is scored. A criterion without a
 * judge, or whose judge failed, has no score: that is never taken for zero. Thread-safe, blocking.
 */
public final class CriterionJudge {
    private static final Logger LOG = Logger.getLogger(CriterionJudge.class);

    private final Optional<JudgeEndpoint> endpoint;
    private final Prompt prompt;
    private final PictureView view;

    CriterionJudge(Optional<JudgeEndpoint> endpoint, Prompt prompt, PictureView view) {
        this.endpoint = endpoint;
        this.prompt = prompt;
        this.view = view;
    }

    /**
     * The verdicts, in the order of the criteria.
     *
     * @throws InterruptedException if interrupted; no judge is asked any longer then
     */
    public List<CriterionVerdict> judge(Subject subject, List<String> criteria, Instant deadline)
            throws InterruptedException {
        // As many at once as the endpoint has places for.
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            List<Future<CriterionVerdict>> asked = criteria.stream()
                    .map(criterion -> threads.submit(() -> one(subject, criterion, deadline)))
                    .toList();
            List<CriterionVerdict> verdicts = new ArrayList<>();
            for (Future<CriterionVerdict> verdict : asked) {
                verdicts.add(verdict.get());
            }
            return verdicts;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a criterion could not be judged by a defect", e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private CriterionVerdict one(Subject subject, String criterion, Instant deadline) throws InterruptedException {
        if (endpoint.isEmpty()) {
            return CriterionVerdict.none(
                    criterion, "No judge that sees is configured (LLMI_JUDGE_MLLM_BASE_URL), and no rule can tell.");
        }
        try {
            JudgeEndpoint.Answer<CriterionScore> answer =
                    endpoint.get().ask(Rubric.CRITERION, prompt, view.of(subject, criterion), deadline);
            return new CriterionVerdict(
                    criterion,
                    Optional.of((int) Math.round(answer.scores().met())),
                    Optional.empty(),
                    Optional.of(answer.model()),
                    Optional.of(prompt.version()));
        } catch (BackendException e) {
            LOG.warnf("%s: a criterion has no verdict: %s", subject.document().id(), e.reason());
            return CriterionVerdict.none(criterion, e.reason());
        }
    }
}
