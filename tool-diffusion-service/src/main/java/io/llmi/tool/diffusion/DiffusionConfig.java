package io.llmi.tool.diffusion;

import java.util.List;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import io.llmi.toolkit.imagegen.ark.ArkSettings;
import io.llmi.toolkit.imagegen.automatic1111.Automatic1111Settings;
import io.llmi.toolkit.imagegen.comfyui.ComfyUiSettings;
import io.llmi.toolkit.imagegen.openai.OpenAiImagesSettings;
import io.llmi.toolkit.imagegen.qwen.QwenImageSettings;
import io.llmi.toolkit.settings.AtMost;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of the diffusion tool. */
@AtMost(key = "ark.min-pixels", bound = "ark.max-pixels", because = "no picture would have the right size")
@ConfigMapping(prefix = "llmi.diffusion")
public interface DiffusionConfig {
    /**
     * Which backends make the pictures, comma-separated, in the order of trying: {@code openai}, {@code ark}, {@code
     * qwen-image}, {@code automatic1111}, {@code comfyui}, {@code procedural}.
     */
    @WithDefault("procedural")
    List<String> backends();

    /** Width in pixels of a picture whose tag names no size. */
    @WithDefault("1024")
    @Min(256)
    @Max(1536)
    int width();

    /** Height in pixels of a picture whose tag names no size. */
    @WithDefault("768")
    @Min(256)
    @Max(1536)
    int height();

    /** Whether procedural pictures carry a small note in the corner that says how they were made. */
    @WithDefault("true")
    boolean caption();

    /** The backend {@code automatic1111}. */
    Automatic1111Settings automatic1111();

    /** The backend {@code comfyui}. */
    ComfyUiSettings comfyui();
    /** The server of the backend {@code openai}, which has OpenAI's images API and makes pictures. */
    OpenAiImagesSettings openai();

    /** The service of the backend {@code ark}. */
    ArkSettings ark();

    /** The server of the backend {@code qwen-image}. */
    QwenImageSettings qwenImage();
}
