package io.llmi.toolkit.imaging;

import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.llmi.toolkit.image.ImageSanitizer;

/** The one sanitizer of the process; whoever injects it shares its decoder processes. */
@Singleton
public class SharedSanitizer {
    @Produces
    @Singleton
    ImageSanitizer sanitizer(ImageConfig config) {
        return new ImageSanitizer(config.settings());
    }

    void close(@Disposes ImageSanitizer sanitizer) {
        sanitizer.close();
    }
}
