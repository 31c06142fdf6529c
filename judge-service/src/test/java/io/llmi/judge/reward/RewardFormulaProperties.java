package io.llmi.judge.reward;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.llmi.events.ImageCount;
import io.llmi.events.RewardSplit;
import io.llmi.events.RewardWeights;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** The formulas against the same arithmetic written down once more, straight from the paper's description. */
class RewardFormulaProperties {
    private static final double EXACT = 1e-12;

    /** One case after another, nothing shared with the code under test. */
    private static double plainRule(int code, int v, boolean train) {
        if (code == -1) {
            if (v == 0) {
                return 1.0;
            }
            return 0.0;
        }
        if (code == 0) {
            return 1.0;
        }
        if (code == 99) {
            if (v >= 1) {
                return 1.0;
            }
            return 0.0;
        }
        if (!train) {
            if (v == code) {
                return 1.0;
            }
            return 0.0;
        }
        if (v <= code) {
            return v * 1.0 / code;
        }
        double r = 1.0 - 0.3 * (v - code);
        if (r < 0) {
            r = 0;
        }
        return r;
    }

    private static double plainReward(
            double[] w, int code, int v, boolean train, boolean text, boolean tags, double[] llm, double[] mllm) {
        double rule = plainRule(code, v, train);
        double t = llm[0];
        double g = llm[1];
        if (!text) {
            t = 1;
        }
        if (!tags) {
            g = 5;
        }
        double rLlm = ((1.4 * t + 0.6 * g) / 2 - 1) / 4;
        double q = mllm[0];
        double r = mllm[1];
        double x = mllm[2];
        if (v == 0) {
            q = 5;
            r = 5;
            x = 5;
        }
        if (v > 10) {
            q = 1;
            r = 1;
            x = 1;
        }
        double rMllm = ((q + r + x) / 3 - 1) / 4;
        return w[0] * rule + w[1] * rMllm * rule + w[2] * rLlm;
    }

    @Provide
    Arbitrary<Integer> imageNum() {
        return Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.of(-1, 0, 99)),
                Tuple.of(2, Arbitraries.integers().between(1, 12)),
                Tuple.of(1, Arbitraries.integers().between(1, 98)));
    }

    @Provide
    Arbitrary<Integer> made() {
        return Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.just(0)),
                Tuple.of(4, Arbitraries.integers().between(0, 20)));
    }

    @Property(tries = 2000)
    void shouldEqualThePlainRuleWhateverIsWantedAndMade(
            @ForAll("imageNum") int code, @ForAll("made") int made, @ForAll RewardSplit split) {
        double score = ImageCountRule.score(new ImageCount(code), made, split);

        String branch = code == -1 || code == 0 || code == 99
                ? code + (made == 0 ? " without" : " with")
                : made == code
                        ? "N met"
                        : made < code ? "N missed" : 1 - 0.3 * (made - code) > 0 ? "N over" : "N far over";
        Statistics.label("branch").collect(branch).coverage(coverage -> {
            for (String each : List.of(
                    "-1 without",
                    "-1 with",
                    "0 with",
                    "0 without",
                    "99 without",
                    "99 with",
                    "N met",
                    "N missed",
                    "N over",
                    "N far over")) {
                coverage.check(each).count(count -> count > 0);
            }
        });
        assertThat(score).isCloseTo(plainRule(code, made, split == RewardSplit.TRAIN), within(EXACT));
        assertThat(score).isBetween(0.0, 1.0);
    }

    @Property(tries = 2000)
    void shouldEqualThePlainRewardWhateverTheJudgesSay(
            @ForAll("imageNum") int code,
            @ForAll @IntRange(max = 14) int made,
            @ForAll RewardSplit split,
            @ForAll boolean text,
            @ForAll boolean tags,
            @ForAll @DoubleRange(min = 1, max = 5) double a,
            @ForAll @DoubleRange(min = 1, max = 5) double b,
            @ForAll @DoubleRange(min = 1, max = 5) double c,
            @ForAll("weights") RewardWeights weights) {
        TextScores llm = new TextScores(a, b).ruled(text, tags);
        PictureScores mllm = PictureScores.ruled(made).orElse(new PictureScores(c, a, b));
        double rule = ImageCountRule.score(new ImageCount(code), made, split);

        HybridReward reward =
                HybridReward.of(weights, rule, Optional.of(llm.component()), Optional.of(mllm.component()));

        double plain = plainReward(
                new double[] {weights.rule(), weights.mllm(), weights.llm()},
                code,
                made,
                split == RewardSplit.TRAIN,
                text,
                tags,
                new double[] {a, b},
                new double[] {c, a, b});
        assertThat(reward.value().orElseThrow()).isCloseTo(plain, within(EXACT));
    }

    @Property(tries = 500)
    void shouldBoundTheRewardWhenAJudgeAbstains(
            @ForAll @DoubleRange(max = 1) double rule,
            @ForAll @DoubleRange(max = 1) double llm,
            @ForAll @DoubleRange(max = 1) double mllm,
            @ForAll("weights") RewardWeights weights) {
        double full = HybridReward.of(weights, rule, Optional.of(llm), Optional.of(mllm))
                .value()
                .orElseThrow();

        for (HybridReward partial : List.of(
                HybridReward.of(weights, rule, Optional.empty(), Optional.of(mllm)),
                HybridReward.of(weights, rule, Optional.of(llm), Optional.empty()),
                HybridReward.of(weights, rule, Optional.empty(), Optional.empty()))) {
            assertThat(partial.bounds().low()).isLessThanOrEqualTo(full + EXACT);
            assertThat(partial.bounds().high()).isGreaterThanOrEqualTo(full - EXACT);
            assertThat(partial.value().isPresent())
                    .isEqualTo(partial.bounds().low() == partial.bounds().high());
        }
    }

    @Property(tries = 1000)
    void shouldEqualThePlainToolRewardWhateverWasTried(
            @ForAll("tools") Set<String> required,
            @ForAll("tools") Set<String> tried,
            @ForAll("tools") Set<String> other) {
        Set<String> succeeded = new HashSet<>(tried);
        succeeded.retainAll(other);

        Optional<Double> reward = ToolReward.of(required, tried, succeeded);

        double all = 0;
        double attempt = 0;
        double success = 0;
        if (required.contains("code")) {
            all += 0.4;
            attempt += tried.contains("code") ? 0.4 : 0;
            success += succeeded.contains("code") ? 0.4 : 0;
        }
        if (required.contains("edit")) {
            all += 0.3;
            attempt += tried.contains("edit") ? 0.3 : 0;
            success += succeeded.contains("edit") ? 0.3 : 0;
        }
        if (required.contains("search")) {
            all += 0.2;
            attempt += tried.contains("search") ? 0.2 : 0;
            success += succeeded.contains("search") ? 0.2 : 0;
        }
        if (required.contains("diffusion")) {
            all += 0.1;
            attempt += tried.contains("diffusion") ? 0.1 : 0;
            success += succeeded.contains("diffusion") ? 0.1 : 0;
        }
        if (required.isEmpty()) {
            assertThat(reward).isEmpty();
        } else {
            assertThat(reward.orElseThrow()).isCloseTo(0.5 * success / all + 0.5 * attempt / all, within(EXACT));
        }
    }

    @Provide
    Arbitrary<Set<String>> tools() {
        return Arbitraries.of("code", "edit", "search", "diffusion").set().ofMaxSize(4);
    }

    @Provide
    Arbitrary<RewardWeights> weights() {
        Arbitrary<Double> share = Arbitraries.doubles().between(0, 1).ofScale(3);
        return Combinators.combine(share, share, share)
                .filter((a, b, c) -> a + b + c > 0)
                .as(RewardWeights::new);
    }
}
