package io.llmi.tool.edit;

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

/** Settings of the edit tool. */
@AtMost(key = "ark.min-pixels", bound = "ark.max-pixels", because = "no picture would have the right size")
@ConfigMapping(prefix = "llmi.edit")
public interface EditConfig {
    /**
     * Which backends edit the pictures, comma-separated, in the order of trying: {@code openai}, {@code ark}, {@code
     * qwen-image}, {@code automatic1111}, {@code comfyui}, {@code classical}.
     */
    @WithDefault("classical")
    List<String> backends();

    /** Largest width and height in pixels of an edited picture; larger sources are scaled down. */
    @WithDefault("4096")
    @Min(256)
    @Max(8192)
    int maxSide();

    /** Largest source in pixels (width times height) that is decoded. */
    @WithDefault("40000000")
    @Min(65536)
    long maxSourcePixels();

    /** The backend {@code automatic1111}. */
    Automatic1111Settings automatic1111();

    /** The backend {@code comfyui}. */
    ComfyUiSettings comfyui();
    /** The server of the backend {@code openai}, which has OpenAI's images API and edits pictures. */
    OpenAiImagesSettings openai();

    /** The service of the backend {@code ark}. */
    ArkSettings ark();

    /** The server of the backend {@code qwen-image}. */
    QwenImageSettings qwenImage();
}
