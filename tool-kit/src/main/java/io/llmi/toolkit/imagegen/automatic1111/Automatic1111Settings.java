package io.llmi.toolkit.imagegen.automatic1111;

import java.net.URI;
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

/** A web UI of AUTOMATIC1111 or Forge. */
public interface Automatic1111Settings {
    /** Its address; it has to run with {@code --api}. */
    @WithDefault("http://localhost:7860")
    URI url();

    /** {@code user:password}, where it runs with {@code --api-auth}. */
    Optional<@Pattern(regexp = ".*\\S.*") String> login();

    /** Checkpoint to make pictures with; the one that is loaded without it. It stays loaded afterwards. */
    Optional<@Pattern(regexp = ".*\\S.*") String> model();

    /** Sampling steps of a picture whose tag names none. */
    @WithDefault("25")
    @Min(1)
    @Max(150)
    int steps();

    /** Classifier-free guidance scale. */
    @WithDefault("7.0")
    @DecimalMin("0.0")
    @DecimalMax("100.0")
    double cfg();

    /** Sampler. */
    @WithDefault("Euler a")
    @NotBlank
    String sampler();

    /** Noise schedule. */
    @WithDefault("Automatic")
    @NotBlank
    String scheduler();

    /** How much of a picture an edit repaints: 0 nothing, 1 everything; of no meaning elsewhere. */
    @WithDefault("0.75")
    @DecimalMin("0.0")
    @DecimalMax("1.0")
    double denoise();

    /** How often the server is asked for a preview. */
    @WithDefault("1s")
    @DurationMin(millis = 1)
    Duration previewInterval();
}
