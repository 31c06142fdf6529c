package io.llmi.tool.code;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.llmi.toolkit.tool.ToolReply;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Hostile programs in every setting: each ends as its head says, nothing is left of it, and the next program is clean. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EscapeSuiteTest {
    /** Fails if anything of another program shows. */
    private static final String NEXT = """
            import builtins, json, numpy, os, pandas, random, matplotlib, sys
            assert os.listdir('.') == [], os.listdir('.')
            assert set(os.listdir('/tmp')) <= {'work', 'matplotlib', 'shm'}, os.listdir('/tmp')
            assert os.listdir('/dev/shm') == []
            assert not [m for m in (builtins, numpy, pandas, matplotlib) if hasattr(m, 'poisoned')]
            assert matplotlib.rcParams['axes.facecolor'] == 'white'
            assert '/tmp' not in sys.path
            plt.plot([1, 2])
            """;

    private final Map<Setting, CodeTool> tools = new EnumMap<>(Setting.class);

    @AfterAll
    void stop() {
        tools.values().forEach(CodeTool::close);
    }

    /** What differs between users is who the program is, so the slow strict mode is tried as a user on that alone. */
    static Stream<Arguments> scripts() {
        return Setting.possible().stream()
                .flatMap(setting -> EscapeScript.all().stream()
                        .filter(script -> setting != Setting.STRICT_AS_USER
                                || script.name().matches("(process|environment|files-read|files-write|memory).*"))
                        .map(script -> Arguments.of(setting, script)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("scripts")
    void shouldEndAsStatedWhenProgramIsHostile(Setting setting, EscapeScript script) throws Exception {
        CodeTool tool = tool(setting);

        // Those that are to run out of time need not take long; all others get enough on a busy machine.
        Duration patience = Duration.ofSeconds(script.outcomes().contains("TIMEOUT") ? 6 : 100);

        ToolReply reply = tool.call(CodeFixture.invocation(script.code(), patience));

        switch (reply) {
            case ToolReply.Picture picture -> assertThat(script.outcomes()).contains("PICTURE");
            case ToolReply.Failed failed -> {
                assertThat(script.outcomes())
                        .as(failed.toString())
                        .contains(failed.failure().code().name());
                assertThat(failed.failure().message()).containsPattern(script.message());
            }
            default -> throw new AssertionError(reply);
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(CodeFixture.guests()).isEmpty());
        assertThat(tool.call(CodeFixture.invocation(NEXT, Duration.ofSeconds(100))))
                .isInstanceOf(ToolReply.Picture.class);
    }

    /** 65 is refused before any program starts, see {@link CodeToolTest}. */
    @Test
    void shouldCoverEveryBadInputOfHardeningList() {
        List<Integer> covered = EscapeScript.all().stream()
                .flatMap(script -> script.input().stream().boxed())
                .distinct()
                .sorted()
                .collect(Collectors.toList());

        assertThat(covered)
                .isEqualTo(IntStream.rangeClosed(42, 66)
                        .filter(number -> number != 65)
                        .boxed()
                        .toList());
        assertThat(EscapeScript.all()).hasSizeGreaterThanOrEqualTo(40);
    }

    private CodeTool tool(Setting setting) throws IOException, InterruptedException {
        CodeTool tool = tools.get(setting);
        if (tool == null) {
            tool = setting.tool(Map.of("llmi.code.timeout-seconds", "100"));
            tools.put(setting, tool);
        }
        return tool;
    }
}
