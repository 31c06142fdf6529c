package io.llmi.toolkit.settings;

import java.time.Duration;

import io.llmi.toolkit.settings.Bound.Setting;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BoundTest {
    @Test
    void shouldSayBothValuesAndWhatToDoWhenTheFirstIsAboveTheSecond() {
        assertThat(violation(Duration.ofMinutes(90), Duration.ofMillis(1500)))
                .isEqualTo("a.first is 1h30m and a.second is 1.5s: it never ends; lower the first or raise the second");
    }

    @Test
    void shouldCompareNumbersByTheirSizeWhateverTheirTypeIs() {
        assertThat(violation(10, 9L)).contains("a.first is 10");
        assertThat(violation(9, 10L)).isEmpty();
        assertThat(violation(0.8, 0.45)).contains("a.first is 0.8");
    }

    @Test
    void shouldTakeANumberForSecondsWhenTheKeySaysSo() {
        Setting longest = new Setting("a.longest-seconds", 3601);
        Setting window = new Setting("a.window", Duration.ofHours(1));

        assertThat(Bound.violation(longest, window, false, "why").orElse("")).contains("a.longest-seconds is 3601");
        assertThat(Bound.violation(window, longest, false, "why")).isEmpty();
    }

    @Test
    void shouldAllowTheSameValueUnlessTheBoundIsStrict() {
        Setting one = new Setting("a.first", 5);
        Setting other = new Setting("a.second", 5);

        assertThatCode(() -> Bound.require(one, other, false, "why")).doesNotThrowAnyException();
        assertThatThrownBy(() -> Bound.require(one, other, true, "why")).hasMessageContaining("a.first is 5");
    }

    private static String violation(Object first, Object second) {
        return Bound.violation(new Setting("a.first", first), new Setting("a.second", second), false, "it never ends")
                .orElse("");
    }
}
