package io.llmi.toolkit.imaging;

import java.time.Duration;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import io.llmi.toolkit.image.ImageSanitizer;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import org.hibernate.validator.constraints.time.DurationMin;

/**
 * What is accepted of pictures from outside, and how they are decoded: in child processes, which can be killed. A child
 * takes 256 MiB for pictures of up to about ten megapixels, and about 20 bytes a pixel beyond.
 */
@ConfigMapping(prefix = "llmi.images")
public interface ImageConfig {
    /** The largest file, in bytes. */
    @WithDefault("33554432")
    @Min(1024)
    @Max(1_073_741_824)
    int maxBytes();

    /** The largest picture, width times height, whatever a part of the system would accept. */
    @WithDefault("50000000")
    @Min(1)
    @Max(500_000_000)
    long maxPixels();

    /** The most metadata in a file, and the largest colour profile once unpacked, in bytes. All of it is dropped. */
    @WithDefault("4194304")
    @Min(0)
    @Max(67_108_864)
    int maxMetadataBytes();

    /** Quality of the JPEGs that are written, 0 to 1. */
    @WithDefault("0.92")
    @DecimalMin("0.1")
    @DecimalMax("1.0")
    float jpegQuality();

    /**
     * Time for one picture, after which its decoder process is killed and the picture rejected. A WebP of 26 megapixels
     * takes six seconds of a processor.
     */
    @WithDefault("30s")
    @DurationMin(millis = 1)
    Duration decodeTimeout();

    /** Decoder processes, and so pictures decoded, at a time. They start when they are first needed. */
    @WithDefault("2")
    @Min(1)
    @Max(64)
    int children();

    /** Time for a decoder process to become ready; where none does, pictures are decoded in this process. */
    @WithDefault("30s")
    @DurationMin(millis = 1)
    Duration startTimeout();

    /** Pictures after which a decoder process is replaced. */
    @WithDefault("1000")
    @Min(1)
    int recycleAfter();

    /** The same as a value. */
    default ImageSanitizer.Settings settings() {
        return new ImageSanitizer.Settings(
                maxBytes(),
                maxPixels(),
                maxMetadataBytes(),
                jpegQuality(),
                decodeTimeout(),
                children(),
                startTimeout(),
                recycleAfter());
    }
}
