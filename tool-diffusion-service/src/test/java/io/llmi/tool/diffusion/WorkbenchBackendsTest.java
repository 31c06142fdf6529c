package io.llmi.tool.diffusion;

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
        DiffusionTool tool = tool(
                "llmi.diffusion.backends", "comfyui,automatic1111",
                "llmi.diffusion.comfyui.model", "base.safetensors",
                "llmi.diffusion.automatic1111.login", "llmi:secret");

        assertThat(tool.manifest().backends()).containsExactly("comfyui", "automatic1111");
    }

    @Test
    void shouldNameTheSettingWhenTheShippedWorkflowHasNoModel() {
        assertThatThrownBy(() -> tool("llmi.diffusion.backends", "comfyui"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("llmi.diffusion.comfyui.model");
    }

    @Test
    void shouldNameTheSettingWhenTheWorkflowIsMissing() {
        assertThatThrownBy(() -> tool(
                        "llmi.diffusion.backends", "comfyui", "llmi.diffusion.comfyui.workflow", "nowhere/mine.json"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mine.json")
                .hasMessageContaining("llmi.diffusion.comfyui.workflow");
    }

    @ParameterizedTest
    @ValueSource(strings = {"automatic1111", "comfyui"})
    void shouldNameTheSettingWhenTheAddressIsNone(String backend) {
        String setting = "llmi.diffusion." + backend + ".url";

        assertThatThrownBy(() -> tool(
                        "llmi.diffusion.backends",
                        backend,
                        "llmi.diffusion.comfyui.model",
                        "base.safetensors",
                        setting,
                        "gpu-1:7860"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(setting);
    }

    private static DiffusionTool tool(String... keysAndValues) {
        return new DiffusionTool(
                TestConfig.of(DiffusionConfig.class, keysAndValues),
                TestConfig.of(BackendSettings.class),
                TestSanitizer.create());
    }
}
