package io.llmi.tool.edit;

import io.llmi.toolkit.backend.BackendSettings;
import io.llmi.toolkit.contract.TestConfig;
import io.llmi.toolkit.contract.TestSanitizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** That the backends for servers of one's own are on the menu and find their settings. */
class WorkbenchBackendsTest {
    @Test
    void shouldOfferTheBackendsWhenTheConfigurationNamesThem() {
        EditTool tool = tool(
                "llmi.edit.backends", "comfyui,automatic1111",
                "llmi.edit.comfyui.model", "base.safetensors",
                "llmi.edit.automatic1111.login", "llmi:secret");

        assertThat(tool.manifest().backends()).containsExactly("comfyui", "automatic1111");
    }

    @Test
    void shouldNameTheSettingWhenTheShippedWorkflowHasNoModel() {
        assertThatThrownBy(() -> tool("llmi.edit.backends", "comfyui"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("llmi.edit.comfyui.model");
    }

    @Test
    void shouldNameTheSettingWhenTheWorkflowIsMissing() {
        assertThatThrownBy(
                        () -> tool("llmi.edit.backends", "comfyui", "llmi.edit.comfyui.workflow", "nowhere/mine.json"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mine.json")
                .hasMessageContaining("llmi.edit.comfyui.workflow");
    }

    @ParameterizedTest
    @ValueSource(strings = {"automatic1111", "comfyui"})
    void shouldNameTheSettingWhenTheAddressIsNone(String backend) {
        String setting = "llmi.edit." + backend + ".url";

        assertThatThrownBy(() -> tool(
                        "llmi.edit.backends",
                        backend,
                        "llmi.edit.comfyui.model",
                        "base.safetensors",
                        setting,
                        "gpu-1:7860"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(setting);
    }

    private static EditTool tool(String... keysAndValues) {
        return new EditTool(
                TestConfig.of(EditConfig.class, keysAndValues),
                TestConfig.of(BackendSettings.class),
                TestSanitizer.create());
    }
}
