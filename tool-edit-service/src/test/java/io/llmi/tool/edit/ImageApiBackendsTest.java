package io.llmi.tool.edit;

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
import io.llmi.toolkit.image.TestPictures;
import io.llmi.toolkit.image.provenance.DigitalSourceType;
import io.llmi.toolkit.image.provenance.EmbeddedProvenance;
import io.llmi.toolkit.image.provenance.PictureMetadata;
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
        EditTool tool = tool(
                "llmi.edit.backends", "ark,openai,qwen-image,classical",
                "llmi.edit.ark.api-key", "one",
                "llmi.edit.openai.api-key", "two");

        assertThat(tool.manifest().backends()).containsExactly("ark", "openai", "qwen-image", "classical");
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "ark"})
    void shouldNameTheSettingWhenAKeyIsMissing(String backend) {
        assertThatThrownBy(() -> tool("llmi.edit.backends", backend))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("llmi.edit." + backend + ".api-key");
    }

    @Test
    void shouldNameTheSettingWhenABackendIsUnknown() {
        assertThatThrownBy(() -> tool("llmi.edit.backends", "midjourney"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("llmi.edit.backends")
                .hasMessageContaining("midjourney");
    }

    @Test
    void shouldStandInAndSaySoWhenTheModelCannotBeReached() throws Exception {
        EditTool tool =
                tool("llmi.edit.backends", "qwen-image,classical", "llmi.edit.qwen-image.url", "http://127.0.0.1:1");

        ToolReply.Picture picture = (ToolReply.Picture) call(tool, List.of(TestPictures.png(64, 48)));

        assertThat(picture.provenance().backend()).isEqualTo("classical");
        assertThat(picture.provenance().sourceType()).contains("algorithmicallyEnhanced");
        assertThat(picture.provenance().params().at("/fallback_from/0/backend").asText())
                .isEqualTo("qwen-image");
        assertThat(picture.warnings()).anySatisfy(warning -> assertThat(warning).contains("qwen-image"));
    }

    @Test
    void shouldListAbilitiesOnlyWhereTheClassicalEditorComesFirst() {
        assertThat(tool("llmi.edit.backends", "qwen-image,classical").manifest().whenToUse())
                .doesNotContain("sepia")
                .contains("adds, removes");
        assertThat(tool("llmi.edit.backends", "classical,qwen-image").manifest().whenToUse())
                .contains("sepia");
    }

    @Test
    void shouldKeepAModelsMarkWhenTheClassicalEditorChangesItsPicture() throws Exception {
        byte[] made = PictureMetadata.embed(
                TestPictures.png(64, 48),
                EmbeddedProvenance.made(DigitalSourceType.TRAINED_ALGORITHMIC_MEDIA, "some model"));

        ToolReply.Picture picture = (ToolReply.Picture) call(tool(), List.of(made));

        assertThat(picture.provenance().sourceType()).contains("compositeWithTrainedAlgorithmicMedia");
    }

    private static ToolReply call(EditTool tool, List<byte[]> inputs) throws Exception {
        var params = Json.mapper().createObjectNode().put("prompt", "turn it into night");
        CallId id = new CallId(new DraftId(JobId.derived("tenant", "apis"), 0), 0);
        return tool.call(new ToolInvocation(
                id,
                new ToolCall("edit", "", params),
                inputs,
                Optional.of("input/0"),
                Instant.now().plusSeconds(60),
                1));
    }

    private static EditTool tool(String... keysAndValues) {
        return new EditTool(
                TestConfig.of(EditConfig.class, keysAndValues),
                TestConfig.of(BackendSettings.class, "llmi.backends.attempts", "1"),
                TestSanitizer.create());
    }
}
