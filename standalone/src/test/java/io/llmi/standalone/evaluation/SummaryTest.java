package io.llmi.standalone.evaluation;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class SummaryTest {
    private static final List<Result> RESULTS = List.of(
            Results.judged("a", "art", 0.8, 1, 1, 1, 1, "?"),
            Results.judged("b", "art", 0.4, 2, 1, 2, 1, "?"),
            Results.judged("c", "sport", 0.6, 1, 1, 0, 0, "?"),
            Results.failed("d", "sport", "no answer"));

    @Test
    void shouldTakeMeansOverWhatIsKnownAndSayHowMuchThatIs() {
        Summary all = Summary.of(RESULTS);

        assertThat(all.results()).isEqualTo(4);
        assertThat(all.completed()).isEqualTo(3);
        assertThat(all.judged()).isEqualTo(3);
        assertThat(all.reward().orElseThrow()).isCloseTo(0.6, within(1e-9));
        assertThat(all.rule().orElseThrow()).isCloseTo(2 / 3.0, within(1e-9));
        // The document that is not there has not the right number of pictures either.
        assertThat(all.pictures().orElseThrow()).isEqualTo(0.5);
        assertThat(all.structure()).isEmpty();
        assertThat(all.criteria()).isEmpty();
        assertThat(Summary.byCategory(RESULTS)).containsOnlyKeys("art", "sport");
        assertThat(Summary.byCategory(RESULTS).get("art").reward().orElseThrow())
                .isCloseTo(0.6, within(1e-9));
    }

    @Test
    void shouldCountNeedAndUseOfTools() {
        Summary.ToolLine code = Summary.of(RESULTS).tools().get("code");

        assertThat(code).isEqualTo(new Summary.ToolLine(4, 2, 2, 3, 2));
        assertThat(code.recall()).contains(0.5);
        assertThat(code.precision()).contains(1.0);
    }

    @Test
    void shouldPairTheArmsTaskByTask() {
        List<Result> other = List.of(
                Results.judged("b", "art", 0.9, 1, 1, 1, 1, "?"), Results.judged("z", "art", 0.1, 1, 1, 1, 1, "?"));

        assertThat(Comparison.differences(RESULTS, other))
                .hasSize(1)
                .first()
                .satisfies(difference -> assertThat(difference).isCloseTo(0.5, within(1e-9)));
    }

    @Test
    void shouldRankLikeTheHandComputedTau() {
        // Of 6 pairs 4 agree and 2 disagree.
        assertThat(Statistics.kendall(List.of(1.0, 2.0, 3.0, 4.0), List.of(2.0, 1.0, 4.0, 3.0)))
                .hasValueSatisfying(tau -> assertThat(tau).isCloseTo(2 / 6.0, within(1e-9)));
        assertThat(Statistics.kendall(List.of(1.0, 2.0), List.of(1.0, 2.0))).contains(1.0);
        assertThat(Statistics.kendall(List.of(1.0, 2.0), List.of(5.0, 5.0))).isEmpty();
        // One pair is tied on one side: 2 / sqrt(3 * 2).
        assertThat(Statistics.kendall(List.of(1.0, 2.0, 3.0), List.of(1.0, 1.0, 2.0)))
                .hasValueSatisfying(tau -> assertThat(tau).isCloseTo(2 / Math.sqrt(6), within(1e-9)));
    }

    @Test
    void shouldPutTheMeanIntoItsInterval() {
        Statistics.Mean mean =
                Statistics.bootstrap(List.of(0.0, 1.0, 1.0, 0.0, 1.0, 1.0)).orElseThrow();
        assertThat(mean.value()).isCloseTo(4 / 6.0, within(1e-9));
        assertThat(mean.low()).isBetween(0.0, 0.5);
        assertThat(mean.high()).isBetween(0.8, 1.0);
        assertThat(Statistics.bootstrap(List.of())).isEmpty();
    }

    @Test
    void shouldWeighTheKeptComponentsAnew() {
        Map<String, Reweighing.Line> lines = new java.util.HashMap<>();
        Reweighing.lines(RESULTS, Reweighing.ablations()).forEach(line -> lines.put(line.name(), line));

        // Rules 1, 0, 1; LLM 0.5 and MLLM 0.25 each: 0.2 + 0.3 * 0.25 + 0.25 twice, and 0.25.
        assertThat(lines.get("full (0.2, 0.3, 0.5)").reward().orElseThrow().value())
                .isCloseTo((2 * 0.525 + 0.25) / 3, within(1e-9));
        assertThat(lines.get("rule alone").reward().orElseThrow().value()).isCloseTo(2 / 3.0, within(1e-9));
        assertThat(lines.get("rule alone").tau()).contains(1.0);
        assertThat(lines.get("LLM alone").tau()).isEqualTo(Optional.empty());
        assertThat(Reweighing.grid()).hasSize(22);
    }
}
