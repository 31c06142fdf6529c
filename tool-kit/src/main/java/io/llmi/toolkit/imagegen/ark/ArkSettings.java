package io.llmi.toolkit.imagegen.ark;

import java.net.URI;
import java.util.Optional;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;

import io.smallrye.config.WithDefault;

/** Volcengine Ark with Seedream, or SeedEdit for edits. */
public interface ArkSettings {
    /** Its base URL, ending in {@code /api/v3}. */
    @WithDefault("https://ark.cn-beijing.volces.com/api/v3")
    URI baseUrl();

    /** Its API key, sent as a bearer token and never shown. */
    Optional<String> apiKey();

    /**
     * The model or endpoint ({@code ep-…}); without it {@code doubao-seedream-4-0-250828}, which makes and edits
     * pictures. {@code doubao-seededit-3-0-i2i-250628} only edits.
     */
    @WithDefault("doubao-seedream-4-0-250828")
    @NotBlank
    String model();

    /** Guidance scale of Seedream 3.0 and SeedEdit; the model's own without it. */
    Optional<@DecimalMin("1") @DecimalMax("10") Double> guidanceScale();

    /** Smallest picture that the model makes, in pixels; known for named models, so only endpoints may need it. */
    Optional<@Min(1) Long> minPixels();

    /** Largest picture that the model makes, in pixels; known for named models, so only endpoints may need it. */
    Optional<@Min(1) Long> maxPixels();
}
