package io.llmi.toolkit.imagegen;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CanvasTest {
    @Property
    void shouldBePaintableAndNearWhenAnySizeIsAsked(
            @ForAll @IntRange(min = 1, max = 5000) int width, @ForAll @IntRange(min = 1, max = 5000) int height) {
        Canvas canvas = Canvas.near(width, height);

        assertThat(canvas.width() % 8 + canvas.height() % 8).isZero();
        assertThat(Math.abs(canvas.width() - width)).isLessThan(8);
        assertThat(Math.abs(canvas.height() - height)).isLessThan(8);
    }

    @Test
    void shouldKeepTheShapeWhenAPictureIsTooLarge() {
        assertThat(Canvas.like(TestPictures.noise(400, 200, 1, "png"), 20_000)).contains(new Canvas(200, 104));
    }

    @Test
    void shouldKeepTheSizeWhenAPictureIsSmall() {
        assertThat(Canvas.like(TestPictures.noise(90, 60, 1, "jpeg"), 1 << 20)).contains(new Canvas(88, 64));
    }

    @Test
    void shouldBeEmptyWhenTheBytesAreNoPicture() {
        assertThat(Canvas.like(new byte[] {1, 2, 3}, 1 << 20)).isEmpty();
        assertThat(Canvas.like(new byte[0], 1 << 20)).isEmpty();
    }
}
