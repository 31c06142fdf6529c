package io.llmi.toolkit.imagegen;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.llmi.events.CallId;
import io.llmi.events.DraftId;
import io.llmi.events.JobId;
import io.llmi.events.Json;
import io.llmi.events.ToolCall;
import io.llmi.toolkit.tool.ToolInvocation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class TagParametersTest {
    @ParameterizedTest
    @CsvSource({"7,7", "0,0", "-1,4294967295", "4294967296,0", "9223372036854775807,4294967295"})
    void shouldBringSeedsIntoTheRangeThatAllBackendsHave(long written, long seed) throws Exception {
        assertThat(TagParameters.seed(invocation(0, "{\"seed\": " + written + "}")))
                .isEqualTo(seed);
    }

    @ParameterizedTest
    @CsvSource({"{}", "{\"seed\": null}", "{\"seed\": 1.5}", "{\"seed\": true}", "{\"seed\": 99999999999999999999}"})
    void shouldDeriveTheSeedFromTheCallWhenTheTagHasNone(String params) throws Exception {
        long seed = TagParameters.seed(invocation(0, params));

        assertThat(seed).isBetween(0L, (1L << 32) - 1);
        assertThat(TagParameters.seed(invocation(0, params))).isEqualTo(seed);
        assertThat(TagParameters.seed(invocation(1, params))).isNotEqualTo(seed);
    }

    @Test
    void shouldBoundSteps() throws Exception {
        assertThat(TagParameters.steps(invocation(0, "{\"steps\": 30}"))).contains(30);
        assertThat(TagParameters.steps(invocation(0, "{\"steps\": 100000}"))).contains(150);
        assertThat(TagParameters.steps(invocation(0, "{\"steps\": -3}"))).contains(1);
        assertThat(TagParameters.steps(invocation(0, "{\"steps\": \"many\"}"))).isEmpty();
    }

    private static ToolInvocation invocation(int slot, String params) throws Exception {
        return new ToolInvocation(
                new CallId(new DraftId(JobId.derived("tenant", "seeds"), 0), slot),
                new ToolCall("diffusion", "", Json.mapper().readTree(params)),
                List.of(),
                Optional.empty(),
                Instant.MAX,
                1);
    }
}
