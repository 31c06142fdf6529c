package io.llmi.toolkit.tool;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class PatienceTest {
    /** However many deliveries a death costs: the call is given up by name, unless one death eats the whole allowance. */
    @Property
    void shouldGiveUpBeforeTheBrokerDropsTheCallWhenEveryWorkerDies(
            @ForAll @IntRange(min = 1, max = 4) int cost, @ForAll @IntRange(min = 5, max = 10) int limit) {
        Patience patience = new Patience(limit);
        int deaths = 0;
        for (int delivery = 1; delivery <= limit; delivery += cost) {
            if (!patience.bearsAnotherDeath(delivery, deaths)) {
                return;
            }
            // The first leaves no note.
            deaths += delivery > 1 ? 1 : 0;
        }
        assertThat(1 + 2 * cost).as("the broker allowed two tries at most").isGreaterThan(limit);
    }

    @ParameterizedTest
    @CsvSource({"2, 0, true", "10, 0, true", "5, 1, true", "9, 1, false", "3, 2, false"})
    void shouldBearOneKnownDeathWhenTheBrokerHasDeliveriesLeft(int delivery, int deaths, boolean tried) {
        assertThat(new Patience(10).bearsAnotherDeath(delivery, deaths)).isEqualTo(tried);
    }

    @Test
    void shouldBearFourDefects() {
        assertThat(new Patience(10).bearsAnotherDefect(4)).isTrue();
        assertThat(new Patience(10).bearsAnotherDefect(5)).isFalse();
    }
}
