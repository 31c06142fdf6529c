package io.llmi.judge.heuristic;

import java.awt.image.BufferedImage;

import io.llmi.judge.Pictures;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PixelsTest {
    private final BufferedImage sharp = Pictures.sharp(640, 480, 1);

    @Test
    void shouldFindAPictureWithHardEdgesSharperThanTheSameOneBlurred() {
        assertThat(Pixels.of(sharp).sharpness()).isEqualTo(1);
        assertThat(Pixels.of(Pictures.blurred(sharp)).sharpness()).isLessThan(0.5);
    }

    @Test
    void shouldFindNothingInABlankPicture() {
        Pixels blank = Pixels.of(Pictures.blank(640, 480));

        assertThat(blank.sharpness()).isZero();
        assertThat(blank.contrast()).isZero();
        assertThat(Pixels.of(sharp).contrast()).isEqualTo(1);
    }

    @Test
    void shouldMeasureResolutionByTheEdge() {
        assertThat(Pixels.of(Pictures.sharp(512, 512, 1)).resolution()).isEqualTo(1);
        assertThat(Pixels.of(Pictures.sharp(256, 256, 1)).resolution()).isEqualTo(0.5);
        assertThat(Pixels.of(Pictures.sharp(1, 1, 1)).resolution()).isLessThan(0.01);
        assertThat(Pixels.of(Pictures.sharp(2000, 20, 1)).resolution()).isLessThan(0.5);
    }

    @Test
    void shouldRecogniseTheSamePictureInAnotherLightAndSize() {
        Pixels original = Pixels.of(sharp);

        assertThat(original.distance(Pixels.of(Pictures.brighter(sharp)))).isLessThanOrEqualTo(Pixels.SAME);
        assertThat(original.distance(Pixels.of(Pictures.sharp(320, 240, 1)))).isLessThanOrEqualTo(Pixels.SAME);
    }

    @Test
    void shouldTellDifferentPicturesApart() {
        for (long seed = 2; seed < 30; seed++) {
            assertThat(Pixels.of(sharp).distance(Pixels.of(Pictures.sharp(640, 480, seed))))
                    .as("seed %d", seed)
                    .isGreaterThan(Pixels.SAME);
        }
    }
}
