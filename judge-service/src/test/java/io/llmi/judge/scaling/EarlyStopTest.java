package io.llmi.judge.scaling;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class EarlyStopTest {
    @Test
    void shouldPromiseEverythingWhileTooLittleIsKnown() {
        assertThat(EarlyStop.gain(List.of(0.1, 0.9), 2)).isInfinite();
    }

    @Test
    void shouldPromiseNothingWhenNoneIsToComeOrAllAreAlike() {
        assertThat(EarlyStop.gain(List.of(0.1, 0.5, 0.9), 0)).isZero();
        assertThat(EarlyStop.gain(List.of(0.5, 0.5, 0.5), 5)).isZero();
    }

    /** Mean 0.5, deviation 0.1, best 0.6: z = 1, and phi(1) - (1 - Phi(1)) = 0.24197 - 0.15866 = 0.08332. */
    @Test
    void shouldFollowTheFormulaOfExpectedImprovement() {
        assertThat(EarlyStop.gain(List.of(0.4, 0.5, 0.6), 1)).isCloseTo(0.008332, within(1e-5));
        assertThat(EarlyStop.gain(List.of(0.4, 0.5, 0.6), 3)).isCloseTo(3 * 0.008332, within(3e-5));
    }
}
