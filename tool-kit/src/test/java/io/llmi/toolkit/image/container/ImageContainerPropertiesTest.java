package io.llmi.toolkit.image.container;

import java.util.Arrays;
import java.util.List;

import io.llmi.toolkit.image.ImageBounds;
import io.llmi.toolkit.image.RejectedImageException;
import io.llmi.toolkit.image.TestPictures;
import io.llmi.toolkit.image.decode.CleaningRules;
import io.llmi.toolkit.image.decode.PictureCleaner;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever the bytes, there is a picture or a typed rejection. */
class ImageContainerPropertiesTest {
    private static final CleaningRules RULES = new CleaningRules(ImageBounds.upTo(100_000), 0.9f, 100_000);
    private static final List<byte[]> WHOLE = List.of(
            TestPictures.png(48, 32),
            TestPictures.withChunk(TestPictures.png(48, 32), "eXIf", TestPictures.exif(8)),
            TestPictures.jpeg(48, 32),
            TestPictures.withSegment(
                    TestPictures.jpeg(48, 32),
                    0xe1,
                    TestPictures.joined(TestPictures.ascii("Exif\0\0"), TestPictures.exif(5))),
            TestPictures.file("progressive.jpg"),
            TestPictures.file("lossy.webp"),
            TestPictures.file("lossy-alpha.webp"),
            TestPictures.file("lossless-alpha.webp"),
            TestPictures.file("animated.webp"),
            TestPictures.file("oriented.webp"));

    @Property(tries = 2000)
    void shouldCleanOrRejectWhenBytesAreChanged(
            @ForAll @IntRange(max = 9) int picture,
            @ForAll @Size(min = 1, max = 6) List<@IntRange(max = 9999) Integer> places,
            @ForAll byte value) {
        byte[] changed = WHOLE.get(picture).clone();
        places.forEach(place -> changed[place % changed.length] = value);

        cleanOrReject(changed);
    }

    @Property(tries = 1000)
    void shouldRejectWhenAnythingIsCutOff(
            @ForAll @IntRange(max = 9) int picture, @ForAll @IntRange(min = 1, max = 9999) int cut) {
        byte[] whole = WHOLE.get(picture);

        boolean cleaned = cleanOrReject(Arrays.copyOf(whole, whole.length - 1 - cut % (whole.length - 1)));

        assertThat(cleaned).isFalse();
    }

    private static boolean cleanOrReject(byte[] bytes) {
        try {
            PictureCleaner.clean(bytes, RULES);
            return true;
        } catch (RejectedImageException e) {
            assertThat(e.getMessage()).isNotBlank();
            return false;
        }
    }
}
