package io.llmi.judge.reward;

import java.util.Optional;
import java.util.Set;

import io.llmi.events.ImageCount;
import io.llmi.events.RewardSplit;
import io.llmi.events.RewardWeights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

/** Cases computed by hand. */
class RewardFormulaTest {
    @ParameterizedTest
    @CsvSource({
        "-1, 0, TRAIN, 1",
        "-1, 1, TRAIN, 0",
        "0, 0, TRAIN, 1",
        "0, 7, EVAL, 1",
        "99, 0, EVAL, 0",
        "99, 1, TRAIN, 1",
        "4, 0, TRAIN, 0",
        "4, 1, TRAIN, 0.25",
        "4, 4, TRAIN, 1",
        "4, 5, TRAIN, 0.7",
        "4, 7, TRAIN, 0.1",
        "4, 8, TRAIN, 0",
        "4, 3, EVAL, 0",
        "4, 4, EVAL, 1",
        "4, 5, EVAL, 0"
    })
    void shouldScoreTheNumberOfPictures(int wanted, int made, RewardSplit split, double expected) {
        assertThat(ImageCountRule.score(new ImageCount(wanted), made, split)).isCloseTo(expected, within(1e-12));
    }

    @Test
    void shouldWeighTextMoreThanTags() {
        assertThat(new TextScores(5, 1).component()).isCloseTo(0.7, within(1e-12));
        assertThat(new TextScores(1, 5).component()).isCloseTo(0.3, within(1e-12));
        assertThat(TextScores.OUTAGE.component()).isZero();
    }

    @Test
    void shouldGateThePicturesByTheirNumber() {
        HybridReward right = HybridReward.of(RewardWeights.DEFAULT, 1, Optional.of(0.5), Optional.of(1.0));
        HybridReward wrong = HybridReward.of(RewardWeights.DEFAULT, 0, Optional.of(0.5), Optional.of(1.0));

        assertThat(right.value().orElseThrow()).isCloseTo(0.75, within(1e-12));
        assertThat(wrong.value().orElseThrow()).isCloseTo(0.25, within(1e-12));
    }

    @Test
    void shouldKnowTheRewardWhenTheGateIsShutThoughTheMllmJudgeAbstained() {
        HybridReward reward = HybridReward.of(RewardWeights.DEFAULT, 0, Optional.of(0.5), Optional.empty());

        assertThat(reward.value().orElseThrow()).isCloseTo(0.25, within(1e-12));
    }

    @Test
    void shouldNotKnowTheRewardWhenTheLlmJudgeAbstained() {
        HybridReward reward = HybridReward.of(RewardWeights.DEFAULT, 1, Optional.empty(), Optional.of(1.0));

        assertThat(reward.value()).isEmpty();
        assertThat(reward.bounds().low()).isCloseTo(0.5, within(1e-12));
        assertThat(reward.bounds().high()).isCloseTo(1.0, within(1e-12));
    }

    @Test
    void shouldPayHalfForTryingADifficultTool() {
        Set<String> required = Set.of("code", "diffusion");

        assertThat(ToolReward.of(required, required, Set.of("diffusion")).orElseThrow())
                .isCloseTo(0.5 * 0.2 + 0.5, within(1e-12));
        assertThat(ToolReward.of(Set.of(), required, required)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"-0.1, 0.3, 0.5", "0.2, 1.1, 0.5", "0, 0, 0", "NaN, 0.3, 0.5", "0.2, Infinity, 0.5"})
    void shouldRefuseWeightsThatMakeNoReward(double rule, double mllm, double llm) {
        assertThatIllegalArgumentException().isThrownBy(() -> new RewardWeights(rule, mllm, llm));
    }

    @Test
    void shouldRefuseScoresOffTheScale() {
        assertThatIllegalArgumentException().isThrownBy(() -> new TextScores(0.5, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> new PictureScores(3, 5.1, 3));
    }
}
