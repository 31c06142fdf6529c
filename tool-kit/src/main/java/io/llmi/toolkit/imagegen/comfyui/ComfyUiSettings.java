package io.llmi.toolkit.imagegen.comfyui;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The ComfyUI server that the backend {@code comfyui} of the diffusion and the edit tool calls. */
@ConfigMapping(prefix = "llmi.comfyui")
public interface ComfyUiSettings {
    /** Its address. */
    @WithDefault("http://localhost:8188")
    URI url();

    /** Bearer token for a proxy in front of it; ComfyUI itself has no keys. */
    Optional<@NotBlank String> token();

    /** Workflow that makes a picture from a prompt, exported with "Export (API)", with placeholders; the shipped one without it. */
    Optional<Path> workflow();

    /** Workflow that edits a picture, exported with "Export (API)", with placeholders; the shipped one without it. */
    Optional<Path> editWorkflow();

    /** Checkpoint for the placeholder {@code model}, as the server lists it; the shipped workflows need it. */
    Optional<@NotBlank String> model();

    /** Sampling steps. */
    @WithDefault("25")
    @Min(1)
    @Max(1000)
    int steps();

    /** Classifier-free guidance scale. */
    @WithDefault("7.0")
    @DecimalMin("0.0")
    @DecimalMax("100.0")
    double cfg();

    /** Sampler. */
    @WithDefault("euler")
    @NotBlank
    String sampler();

    /** Scheduler. */
    @WithDefault("normal")
    @NotBlank
    String scheduler();

    /** How much of a picture an edit repaints: 0 nothing, 1 everything. */
    @WithDefault("0.75")
    @DecimalMin("0.0")
    @DecimalMax("1.0")
    double denoise();

    /** How often a run is looked at while its event socket is lost; with one, five times more seldom. */
    @WithDefault("1s")
    Duration pollInterval();
}
