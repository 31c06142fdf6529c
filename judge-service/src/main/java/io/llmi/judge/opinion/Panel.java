package io.llmi.judge.opinion;

import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Predicate;

import io.llmi.events.Reward;
import io.llmi.events.Reward.Components;
import io.llmi.events.Reward.PictureCount;
import io.llmi.events.Reward.ToolCount;
import io.llmi.events.Reward.ToolUse;
import io.llmi.judge.reward.HybridReward;
import io.llmi.judge.reward.ImageCountRule;
import io.llmi.judge.reward.PictureScores;
import io.llmi.judge.reward.TextScores;
import io.llmi.judge.reward.ToolReward;
import io.llmi.judge.subject.Subject;

/** Both judges, asked at the same time, and the reward that comes of it. Thread-safe, blocking. */
public final class Panel {
    private final Seat<TextScores> llm;
    private final Seat<PictureScores> mllm;

    Panel(Seat<TextScores> llm, Seat<PictureScores> mllm) {
        this.llm = llm;
        this.mllm = mllm;
    }

    /**
     * The reward of a draft. A judge that fails leaves its component empty, never the reward's other parts.
     *
     * @throws InterruptedException if interrupted; no judge is asked any longer then
     */
    public Reward judge(Subject subject, Terms terms) throws InterruptedException {
        FutureTask<Opinion<PictureScores>> beside =
                new FutureTask<>(() -> mllm.judge(subject, terms.deadline(), terms.outageScoresOne()));
        Thread thread = Thread.ofVirtual().name("mllm-judge").start(beside);
        try {
            Opinion<TextScores> text = llm.judge(subject, terms.deadline(), terms.outageScoresOne());
            return reward(subject, terms, text, beside.get());
        } catch (ExecutionException e) {
            throw new IllegalStateException("the MLLM judge failed by a defect", e.getCause());
        } finally {
            thread.interrupt();
        }
    }

    /**
     * What the LLM judge gives text and tags, from 0 to 1; empty if it abstained.
     *
     * @throws InterruptedException if interrupted; the judge is not asked any longer then
     */
    public Optional<Double> text(Subject subject, Instant deadline) throws InterruptedException {
        return llm.judge(subject, deadline, false).component();
    }

    /**
     * What the MLLM judge gives pictures, from 0 to 1; empty if it abstained.
     *
     * @param subject with the pictures where they stand
     * @throws InterruptedException if interrupted; the judge is not asked any longer then
     */
    public Optional<Double> pictures(Subject subject, Instant deadline) throws InterruptedException {
        return mllm.judge(subject, deadline, false).component();
    }

    private static Reward reward(
            Subject subject, Terms terms, Opinion<TextScores> text, Opinion<PictureScores> pictures) {
        PictureCount count = subject.count(terms.wanted());
        ToolUse tools = subject.toolUse(terms.required());
        double rule = ImageCountRule.score(terms.wanted(), count.made(), terms.split());
        HybridReward reward = HybridReward.of(terms.weights(), rule, text.component(), pictures.component());
        return new Reward(
                reward.value(),
                reward.bounds(),
                new Components(rule, text.component(), pictures.component(), toolReward(tools)),
                terms.weights(),
                terms.split(),
                text.verdict(),
                pictures.verdict(),
                count,
                tools);
    }

    private static Optional<Double> toolReward(ToolUse use) {
        return ToolReward.of(
                new TreeSet<>(use.required()),
                which(use, count -> count.attempted() > 0),
                which(use, count -> count.succeeded() > 0));
    }

    private static Set<String> which(ToolUse use, Predicate<ToolCount> wanted) {
        Set<String> tools = new HashSet<>();
        use.byTool().forEach((tool, count) -> {
            if (wanted.test(count)) {
                tools.add(tool);
            }
        });
        return tools;
    }
}
