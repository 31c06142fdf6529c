package io.llmi.tool.diffusion;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.llmi.events.CallId;
import io.llmi.events.DraftId;
import io.llmi.events.JobId;
import io.llmi.events.Json;
import io.llmi.events.ToolCall;
import io.llmi.toolkit.backend.BackendSettings;
import io.llmi.toolkit.contract.TestConfig;
import io.llmi.toolkit.contract.TestSanitizer;
import io.llmi.toolkit.tool.ToolInvocation;
import io.llmi.toolkit.tool.ToolReply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** That the backends for image APIs are on the menu, find their settings, and are stood in for. */
class ImageApiBackendsTest {
    @Test
    void shouldOfferTheBackendsInTheConfiguredOrder() {
        DiffusionTool tool = tool(
                "llmi.diffusion.backends", "ark,openai,qwen-image,procedural",
                "llmi.diffusion.ark.api-key", "one",
                "llmi.diffusion.openai.api-key", "two");

        assertThat(tool.manifest().backends()).containsExactly("ark", "openai", "qwen-image", "procedural");
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "ark"})
    void shouldNameTheSettingWhenAKeyIsMissing(String backend) {
        assertThatThrownBy(() -> tool("llmi.diffusion.backends", backend))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("llmi.diffusion." + backend + ".api-key");
    }

    @Test
    void shouldNameTheSettingWhenABackendIsUnknown() {
        assertThatThrownBy(() -> tool("llmi.diffusion.backends", "midjourney"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("llmi.diffusion.backends")
                .hasMessageContaining("midjourney");
    }

    @Test
    void shouldStandInAndSaySoWhenTheModelCannotBeReached() throws Exception {
        DiffusionTool tool = tool(
                "llmi.diffusion.backends",
                "qwen-image,procedural",
                "llmi.diffusion.qwen-image.url",
                "http://127.0.0.1:1");

        ToolReply.Picture picture = (ToolReply.Picture) call(tool, List.of());

        assertThat(picture.provenance().backend()).isEqualTo("procedural");
        assertThat(picture.provenance().sourceType()).contains("algorithmicMedia");
        assertThat(picture.provenance().params().at("/fallback_from/0/backend").asText())
                .isEqualTo("qwen-image");
        assertThat(picture.warnings()).anySatisfy(warning -> assertThat(warning).contains("qwen-image"));
    }

    @Test
    void shouldOfferStepsOnlyWhereABackendTakesThem() {
        assertThat(tool("llmi.diffusion.backends", "qwen-image")
                        .manifest()
                        .paramsSchema()
                        .at("/properties/steps")
                        .isObject())
                .isTrue();
        assertThat(tool().manifest().paramsSchema().at("/properties/steps").isMissingNode())
                .isTrue();
    }

    private static ToolReply call(DiffusionTool tool, List<byte[]> inputs) throws Exception {
        var params = Json.mapper().createObjectNode().put("prompt", "a red boat at sea");
        CallId id = new CallId(new DraftId(JobId.derived("tenant", "apis"), 0), 0);
        return tool.call(new ToolInvocation(
                id,
                new ToolCall("diffusion", "", params),
                inputs,
                Optional.empty(),
                Instant.now().plusSeconds(60),
                1));
    }

    private static DiffusionTool tool(String... keysAndValues) {
        return new DiffusionTool(
                TestConfig.of(DiffusionConfig.class, keysAndValues),
                TestConfig.of(BackendSettings.class, "llmi.backends.attempts", "1"),
                TestSanitizer.create());
    }
}
