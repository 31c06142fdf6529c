package io.llmi.toolkit.imagegen.qwen;

import java.net.URI;
import java.util.Optional;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;

import io.smallrye.config.WithDefault;

/** A Qwen-Image server of the LLM-I paper's release; it runs in one mode, so pictures and edits need one each. */
public interface QwenImageSettings {
    /** Its address; the release counts ports up from 8000, one for each GPU. */
    @WithDefault("http://localhost:8000")
    URI url();

    /** What the provenance calls the model; the server does not say which one it has loaded. */
    @WithDefault("Qwen-Image")
    @NotBlank
    String model();

    /** Sampling steps of a picture whose tag names none; the server's own number (25, or 50 for an edit) without it. */
    Optional<@Min(1) @Max(200) Integer> steps();
}
