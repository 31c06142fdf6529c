package io.llmi.toolkit.imagegen;

import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PictureSizeTest {
    @Test
    void shouldReadSizesAsPeopleWriteThem() {
        assertThat(PictureSize.parse(" 640 X 480 ")).contains(new PictureSize(640, 480));
        assertThat(PictureSize.parse("640×480")).contains(new PictureSize(640, 480));
        assertThat(PictureSize.parse("640")).isEmpty();
        assertThat(PictureSize.parse("0x480")).isEmpty();
        assertThat(PictureSize.parse("-640x480")).isEmpty();
        assertThat(PictureSize.parse("999999x1")).isEmpty();
    }

    @Test
    void shouldPreferTheShapeToTheArea() {
        PictureSize wide = new PictureSize(1536, 1024);
        PictureSize square = new PictureSize(1024, 1024);

        assertThat(new PictureSize(300, 200).nearestOf(List.of(square, wide))).isEqualTo(wide);
        assertThat(new PictureSize(2000, 2000).nearestOf(List.of(wide, square))).isEqualTo(square);
    }

    @Property
    void shouldStayWithinTheRangeAndNearTheShape(
            @ForAll @IntRange(min = 64, max = 4096) int width, @ForAll @IntRange(min = 64, max = 4096) int height) {
        PictureSize scaled = new PictureSize(width, height).scaledInto(921_600, 16_777_216, 16);

        // Rounding to whole pixels is all that may be missing.
        assertThat(scaled.pixels()).isBetween(915_000L, 16_790_000L);
        if (Math.max(width, height) <= 16 * Math.min(width, height)) {
            assertThat(Math.log((double) scaled.width() / scaled.height()))
                    .isCloseTo(Math.log((double) width / height), org.assertj.core.data.Offset.offset(0.01));
        }
    }

    @Property
    void shouldRoundToTheNearestMultiple(
            @ForAll @IntRange(min = 1, max = 4096) int width, @ForAll @IntRange(min = 1, max = 4096) int height) {
        PictureSize stepped = new PictureSize(width, height).inStepsOf(16);

        assertThat(stepped.width() % 16).isZero();
        assertThat(stepped.height() % 16).isZero();
        assertThat(Math.abs(stepped.width() - Math.max(width, 8))).isLessThanOrEqualTo(8);
        assertThat(new PictureSize(width, height).raisedInStepsOf(16).pixels())
                .isGreaterThanOrEqualTo((long) width * height);
    }
}
