package io.llmi.standalone.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.llmi.toolkit.settings.AtMost;
import io.smallrye.config.ConfigMapping;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Settings that contradict each other, key by key, and as many of them as the types have rules. */
class ContradictionsTest {
    private static final String CASES = """
            llmi.gateway.deadline.min-seconds=400        | llmi.gateway.deadline.default-seconds
            llmi.gateway.deadline.default-seconds=3601   | llmi.gateway.deadline.max-seconds
            llmi.gateway.deadline.max-seconds=3601       | llmi.gateway.log.replay-window
            llmi.gateway.limits.images=10;llmi.gateway.limits.conversation-images=9 | llmi.gateway.limits.conversation-images
            llmi.gateway.webhook.first-delay=2h          | llmi.gateway.webhook.max-delay
            llmi.assembler.check-interval=600ms          | llmi.assembler.close-reserve
            llmi.assembler.archive.retry-delay=31s       | llmi.assembler.archive.max-retry-delay
            llmi.planner.retry.pause=21s                 | llmi.planner.retry.max-pause
            llmi.judge.llm.retry-delay=21s               | llmi.judge.llm.max-retry-after
            llmi.judge.mllm.retry-delay=21s              | llmi.judge.mllm.max-retry-after
            llmi.judge.second-llm.retry-delay=21s        | llmi.judge.second-llm.max-retry-after
            llmi.judge.second-mllm.retry-delay=21s       | llmi.judge.second-mllm.max-retry-after
            llmi.judge.scaling.write-share=0.8           | llmi.judge.scaling.make-share
            llmi.backends.retry-delay=21s                | llmi.backends.max-retry-after
            llmi.tools.heartbeat=30s                     | llmi.tools.liveness
            llmi.search.min-side=5121                    | llmi.search.max-side
            llmi.diffusion.ark.min-pixels=10;llmi.diffusion.ark.max-pixels=9 | llmi.diffusion.ark.max-pixels
            llmi.edit.ark.min-pixels=10;llmi.edit.ark.max-pixels=9 | llmi.edit.ark.max-pixels
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = CASES)
    void shouldNameBothKeysAndWhatToDoWhenSettingsContradictEachOther(String set, String bound) {
        Map<String, String> values = values(set);
        String key = set.substring(0, set.indexOf('='));

        assertThatThrownBy(() -> SettingsTest.config(type(key), environment(values)))
                .hasMessageContaining(key + " is ")
                .hasMessageContaining(bound + " is ")
                .hasMessageContaining("lower the first or raise the second");
    }

    @Test
    void shouldTryEveryRuleOfEveryType() {
        List<String> tried = CASES.lines()
                .map(line -> line.substring(0, line.indexOf('=')) + " "
                        + line.substring(line.indexOf('|') + 1).strip())
                .toList();
        List<String> rules = new ArrayList<>();
        SettingsTest.types().forEach(type -> {
            for (AtMost rule : type.getAnnotationsByType(AtMost.class)) {
                String prefix = type.getAnnotation(ConfigMapping.class).prefix() + ".";
                rules.add(prefix + rule.key() + " " + prefix + rule.bound());
            }
        });

        assertThat(tried).containsExactlyInAnyOrderElementsOf(rules);
    }

    @Test
    void shouldNotCompareWhatIsNotSet() {
        String key = "llmi.diffusion.ark.min-pixels";

        assertThat(SettingsTest.config(type(key), environment(Map.of(key, "10"))))
                .isNotNull();
    }

    private static Map<String, String> values(String set) {
        return Stream.of(set.strip().split(";"))
                .map(one -> one.split("="))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    private static Map<String, String> environment(Map<String, String> values) {
        return values.entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> entry.getKey().replaceAll("[^a-z0-9]", "_").toUpperCase(), Map.Entry::getValue));
    }

    /** The type with the longest prefix of the key. */
    private static Class<?> type(String key) {
        return SettingsTest.types()
                .filter(type ->
                        key.startsWith(type.getAnnotation(ConfigMapping.class).prefix() + "."))
                .reduce((one, other) -> prefix(one).length() > prefix(other).length() ? one : other)
                .orElseThrow();
    }

    private static String prefix(Class<?> type) {
        return type.getAnnotation(ConfigMapping.class).prefix();
    }
}
