package io.llmi.toolkit.blob;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import org.hibernate.validator.constraints.time.DurationMin;

/** Where pictures and documents are kept. All services must see the same store. */
@ConfigMapping(prefix = "llmi.blobs")
public interface BlobConfig {
    /** Which store: a directory that all services share, or a bucket of an S3 API. */
    @WithDefault("file")
    Store store();

    /** Directory of the file-system store; created if it is missing. */
    @WithDefault("data/blobs")
    Path directory();

    /** The bucket, if the store is `s3`. */
    S3 s3();

    /** Kinds of stores. */
    enum Store {
        FILE,
        S3
    }

    /** A bucket behind an S3 API. */
    interface S3 {
        /** Where the API answers, for stores that are not Amazon's; they are then addressed by path. */
        Optional<URI> endpoint();

        /** Region of the bucket; stores that have none take any. */
        @WithDefault("us-east-1")
        String region();

        /** Name of the bucket, which has to exist. */
        @WithDefault("llmi")
        String bucket();

        /** Folder of the bucket under which everything is, for a bucket that others use too. */
        @WithDefault("llmi")
        String prefix();

        /** Access key; without it the usual places are searched: environment, profile, container, machine. */
        Optional<String> accessKey();

        /** Secret that goes with the access key. */
        Optional<String> secretKey();

        /** How long one request may take, with all its repetitions. */
        @WithDefault("30s")
        @DurationMin(millis = 1)
        Duration timeout();

        /** Connections that are open at most. */
        @WithDefault("64")
        @Min(1)
        @Max(10_000)
        int connections();
    }
}
