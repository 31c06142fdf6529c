package io.llmi.toolkit.imagegen.comfyui;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.llmi.toolkit.imagegen.ImageEdit;
import io.llmi.toolkit.imagegen.ImagePrompt;
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

    record Settings(URI url, Optional<String> apiKey, Optional<Path> workflow, Optional<String> model)
            implements ComfyUiSettings {
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

    static ImagePrompt generate() {
        return new ImagePrompt("a tide", "people", 512, 384, Optional.empty(), 7, "A tide");
    }

    static ImageEdit edit() {
        return new ImageEdit(List.of(SOURCE), "at night", "", Optional.of(30), 7, "At night");
    }
}
