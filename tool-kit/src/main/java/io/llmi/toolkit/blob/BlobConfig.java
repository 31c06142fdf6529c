package io.llmi.toolkit.blob;

import java.nio.file.Path;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where pictures and documents are kept. All services must see the same store. */
@ConfigMapping(prefix = "llmi.blobs")
public interface BlobConfig {
    /** Directory of the file-system store; created if it is missing. */
    @WithDefault("data/blobs")
    Path directory();
}
