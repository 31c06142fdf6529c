package io.llmi.tool.diffusion;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of the diffusion tool. */
@ConfigMapping(prefix = "llmi.diffusion")
public interface DiffusionConfig {
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
}
