package io.llmi.tool.search;

import java.util.Optional;

import jakarta.validation.constraints.Min;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of the search tool. */
@ConfigMapping(prefix = "llmi.search")
public interface SearchConfig {
    /**
     * A folder of your own pictures, with or without an index.json; without this setting the small shipped library is
     * searched.
     */
    Optional<String> library();

    /** Largest picture in pixels (width times height) that is taken from a library. */
    @WithDefault("40000000")
    @Min(65536)
    long maxPixels();
}
