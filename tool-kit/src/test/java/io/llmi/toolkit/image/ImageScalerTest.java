package io.llmi.toolkit.image;

import java.awt.image.BufferedImage;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ImageScalerTest {
    @Property(tries = 100)
    void shouldFitWhateverTheSizeIs(
            @ForAll @IntRange(min = 1, max = 300) int width,
            @ForAll @IntRange(min = 1, max = 300) int height,
            @ForAll @IntRange(min = 1, max = 20_000) int maxPixels) {
        BufferedImage scaled =
                ImageScaler.within(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), maxPixels);

        assertThat(scaled.getWidth()).isBetween(1, width);
        assertThat(scaled.getHeight()).isBetween(1, height);
        // A side of a single pixel cannot be made smaller.
        if (Math.min(scaled.getWidth(), scaled.getHeight()) > 1) {
            assertThat(scaled.getWidth() * scaled.getHeight()).isLessThanOrEqualTo(maxPixels);
        }
    }

    @Test
    void shouldReturnThePictureItselfWhenItFits() {
        BufferedImage image = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);

        assertThat(ImageScaler.within(image, 1200)).isSameAs(image);
    }

    @Test
    void shouldAverageAllPixelsAndKeepTransparency() {
        BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_ARGB);
        for (int x = 0; x < 64; x += 2) {
            for (int y = 0; y < 64; y++) {
                image.setRGB(x, y, 0xFFFFFFFF);
            }
        }

        BufferedImage scaled = ImageScaler.within(image, 16);

        assertThat(scaled.getWidth()).isEqualTo(4);
        assertThat(scaled.getRGB(1, 1) >>> 24).isBetween(120, 136);
    }
}
