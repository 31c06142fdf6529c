package io.llmi.toolkit.imagegen.comfyui;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import io.llmi.toolkit.imagegen.Canvas;
import io.llmi.toolkit.imagegen.Order;
import io.llmi.toolkit.imagegen.TestPictures;

/** Settings, pictures and orders of the tests. */
final class ComfyUiFixture {
    static final byte[] PICTURE = TestPictures.noise(64, 64, 1, "png");
    /** Larger than one frame of a socket. */
    static final byte[] PREVIEW = TestPictures.noise(200, 200, 2, "png");

    static final byte[] SOURCE = TestPictures.noise(90, 60, 3, "jpeg");

    private ComfyUiFixture() {}

    static ComfyUiServer server() {
        return new ComfyUiServer(PICTURE, PREVIEW);
    }

    record Settings(URI url, Optional<String> token, Optional<String> model) implements ComfyUiSettings {
        @Override
        public Optional<Path> workflow() {
            return Optional.empty();
        }

        @Override
        public Optional<Path> editWorkflow() {
            return Optional.empty();
        }

        @Override
        public int steps() {
            return 25;
        }

        @Override
        public double cfg() {
            return 7;
        }

        @Override
        public String sampler() {
            return "euler";
        }

        @Override
        public String scheduler() {
            return "normal";
        }

        @Override
        public double denoise() {
            return 0.75;
        }

        @Override
        public Duration pollInterval() {
            return Duration.ofMillis(200);
        }
    }

    static Order generate() {
        return new Order("a tide", "people", 7, 25, new Canvas(512, 384), "A tide", Optional.empty());
    }

    static Order edit() {
        return new Order("at night", "", 7, 25, new Canvas(88, 64), "At night", Optional.of(SOURCE));
    }
}
