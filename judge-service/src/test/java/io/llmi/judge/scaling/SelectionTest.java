package io.llmi.judge.scaling;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.llmi.judge.Documents;
import org.junit.jupiter.api.Test;

import static io.llmi.judge.scaling.Candidates.made;
import static io.llmi.judge.scaling.Candidates.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class SelectionTest {
    private static final int DRAWS = 20_000;

    @Test
    void shouldKeepTheBestTextsAndPutUnscoredOnesLast() {
        Written unscored = written(0, "a", new Documents());
        Written good = written(1, "b", new Documents()).scored(0.9);
        Written fair = written(2, "c", new Documents()).scored(0.5);

        assertThat(Selection.best(List.of(unscored, fair, good), 2)).containsExactly(good, fair);
        assertThat(Selection.best(List.of(unscored, fair, good), 3)).containsExactly(good, fair, unscored);
    }

    @Test
    void shouldTakeTheLowerNumberOfEquals() {
        assertThat(Selection.best(List.of(made(2, 0.5), made(1, 0.5), made(0, 0.4))))
                .hasValueSatisfying(best -> assertThat(best.written().number()).isEqualTo(1));
    }

    /** A judge with normal noise of deviation s prefers the better of two, d apart, with probability Phi(d / (s sqrt 2)). */
    @Test
    void shouldPickTheBetterOfTwoAsOftenAsTheAnalysisSaysWhenTheJudgeIsNoisy() {
        Random random = new Random(20261126);
        double deviation = 0.1;
        int picked = 0;
        for (int draw = 0; draw < DRAWS; draw++) {
            List<Made> two = List.of(
                    made(0, 0.6 + deviation * random.nextGaussian()), made(1, 0.7 + deviation * random.nextGaussian()));
            if (Selection.best(two).orElseThrow().written().number() == 1) {
                picked++;
            }
        }
        // Phi(0.1 / (0.1 sqrt 2)) = Phi(0.7071) = 0.7602; three standard errors of a proportion.
        double error = 3 * Math.sqrt(0.7602 * 0.2398 / DRAWS);
        assertThat(picked / (double) DRAWS).isCloseTo(0.7602, within(error));
    }

    /** The mean of the best of four standard normal draws is 1.0294. */
    @Test
    void shouldGainAsMuchAsTheBestOfFourIsWorthWhenTheJudgeSeesTheTruth() {
        Random random = new Random(4);
        double sum = 0;
        for (int draw = 0; draw < DRAWS; draw++) {
            List<Made> four = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                four.add(made(i, random.nextGaussian()));
            }
            sum += Selection.best(four).orElseThrow().reward();
        }
        assertThat(sum / DRAWS).isCloseTo(1.0294, within(3 * 0.7012 / Math.sqrt(DRAWS)));
    }
}
