package io.llmi.toolkit.image;

import java.awt.image.BufferedImage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class ImageEncoderTest {
    @ParameterizedTest
    @ValueSource(
            ints = {
                BufferedImage.TYPE_INT_RGB,
                BufferedImage.TYPE_INT_ARGB,
                BufferedImage.TYPE_INT_ARGB_PRE,
                BufferedImage.TYPE_3BYTE_BGR,
                BufferedImage.TYPE_4BYTE_ABGR,
                BufferedImage.TYPE_BYTE_GRAY,
                BufferedImage.TYPE_BYTE_INDEXED,
                BufferedImage.TYPE_BYTE_BINARY,
                BufferedImage.TYPE_USHORT_565_RGB
            })
    void shouldEncodeBothWaysWhateverTheColourModel(int type) {
        BufferedImage image = TestPictures.gradient(30, 20, type);

        assertThat(TestPictures.decoded(ImageEncoder.png(image)).getWidth()).isEqualTo(30);
        assertThat(TestPictures.decoded(ImageEncoder.jpeg(image, 0.9f)).getHeight())
                .isEqualTo(20);
        assertThat(ImageEncoder.jpeg(image, 0.9f)).isEqualTo(ImageEncoder.jpeg(image, 0.9f));
    }

    @Test
    void shouldShowWhiteWhereAJpegCannotShowThrough() {
        BufferedImage clear = new BufferedImage(16, 16, BufferedImage.TYPE_INT_ARGB);

        int rgb = TestPictures.decoded(ImageEncoder.jpeg(clear, 1)).getRGB(8, 8);

        assertThat(rgb & 0xff).isCloseTo(255, within(1));
        assertThat(rgb >> 16 & 0xff).isCloseTo(255, within(1));
    }

    @Test
    void shouldKeepEveryPixelWhenItIsAPng() {
        BufferedImage image = TestPictures.gradient(30, 20, BufferedImage.TYPE_INT_ARGB);

        assertThat(TestPictures.pixels(ImageEncoder.png(image))).isEqualTo(image.getRGB(0, 0, 30, 20, null, 0, 30));
    }

    @Test
    void shouldBeSmallerWhenTheQualityIsLower() {
        BufferedImage image = TestPictures.gradient(200, 200, BufferedImage.TYPE_INT_RGB);

        assertThat(ImageEncoder.jpeg(image, 0.3f)).hasSizeLessThan(ImageEncoder.jpeg(image, 0.95f).length);
    }
}
