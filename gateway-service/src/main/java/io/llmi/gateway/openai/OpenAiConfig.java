package io.llmi.gateway.openai;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

import jakarta.validation.constraints.NotBlank;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import org.hibernate.validator.constraints.time.DurationMin;

/** How OpenAI's API is served. */
@ConfigMapping(prefix = "llmi.gateway.openai")
public interface OpenAiConfig {
    /** The name under which the whole system is listed as a model. */
    @WithDefault("llm-i")
    @NotBlank
    String model();

    /**
     * Where clients reach this gateway, for the pictures in chat texts, such as {@code https://docs.example.org}; without
     * it the address that the request itself came to.
     */
    Optional<URI> publicUrl();

    /** How long one picture that a request names by its address may take to be fetched. */
    @WithDefault("15s")
    @DurationMin(millis = 1)
    Duration pictureTimeout();

    /** How long a cancellation may take until its answer is given without waiting longer. */
    @WithDefault("10s")
    @DurationMin
    Duration cancelWait();
}
