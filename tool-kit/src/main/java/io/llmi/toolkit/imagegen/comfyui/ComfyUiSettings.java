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
import jakarta.validation.constraints.Pattern;

import io.smallrye.config.WithDefault;
import org.hibernate.validator.constraints.time.DurationMin;

/** A ComfyUI server and the workflow that it runs. */
public interface ComfyUiSettings {
    /** Its address. */
    @WithDefault("http://localhost:8188")
    URI url();

    /** Key for a proxy in front of it, sent as a bearer token and never shown; ComfyUI itself has none. */
    Optional<String> apiKey();

    /** File with the workflow, exported with "Export (API)" and with placeholders in it; the shipped one without it. */
    Optional<Path> workflow();

    /** Checkpoint for the placeholder {@code model}, as the server lists it; the shipped workflow needs it. */
    Optional<@Pattern(regexp = ".*\\S.*") String> model();

    /** Sampling steps of a picture whose tag names none. */
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

    /** How much of a picture an edit repaints: 0 nothing, 1 everything; of no meaning elsewhere. */
    @WithDefault("0.75")
    @DecimalMin("0.0")
    @DecimalMax("1.0")
    double denoise();

    /** How often a run is looked at while its event socket is lost; with one, five times more seldom. */
    @WithDefault("1s")
    @DurationMin(millis = 1)
    Duration pollInterval();
}
