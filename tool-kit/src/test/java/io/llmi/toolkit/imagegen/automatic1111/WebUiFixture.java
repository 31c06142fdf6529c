package io.llmi.toolkit.imagegen.automatic1111;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.llmi.toolkit.contract.Fault;
import io.llmi.toolkit.imagegen.ImageEdit;
import io.llmi.toolkit.imagegen.ImagePrompt;
import io.llmi.toolkit.imagegen.TestPictures;

/** Settings, pictures and orders of the tests. */
final class WebUiFixture {
    static final byte[] PICTURE = TestPictures.noise(64, 64, 1, "png");
    static final byte[] PREVIEW = TestPictures.noise(32, 32, 2, "jpeg");
    static final byte[] SOURCE = TestPictures.noise(90, 60, 3, "jpeg");

    private WebUiFixture() {}

    record Settings(URI url, Optional<String> login, Optional<String> model, String sampler)
            implements Automatic1111Settings {
        @Override
        public int steps() {
            return 25;
        }

        @Override
        public double cfg() {
            return 7;
        }

        @Override
        public String scheduler() {
            return "Automatic";
        }

        @Override
        public double denoise() {
            return 0.6;
        }

        @Override
        public Duration previewInterval() {
            return Duration.ofMillis(20);
        }
    }

    static ImagePrompt generate() {
        return new ImagePrompt("a tide", "people", 512, 384, Optional.empty(), 7, "A tide");
    }

    static ImageEdit edit() {
        return new ImageEdit(List.of(SOURCE), "at night", "", Optional.of(30), 7, "At night");
    }

    static Fault error(int status, String type, String detail, String errors) {
        return new Fault.Status(
                status,
                java.util.Map.of("Content-Type", "application/json"),
                new String(WebUiServer.error(status, type, detail, errors).body()));
    }
}
