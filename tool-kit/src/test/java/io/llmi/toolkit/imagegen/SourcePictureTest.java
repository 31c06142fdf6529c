package io.llmi.toolkit.imagegen;

import io.llmi.toolkit.image.ImageInspector;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SourcePictureTest {
    @Test
    void shouldShrinkUntilTheFileIsSmallEnough() throws Exception {
        byte[] noise = TestPictures.noise(400, 300, 1, "png");
        int limit = 40_000;

        SourcePicture fitting = SourcePicture.fitting(noise, new SourcePicture.Limits(1_000_000, limit));

        assertThat(noise.length).isGreaterThan(limit);
        assertThat(fitting.bytes().length).isLessThanOrEqualTo(limit);
        ImageInspector.Inspected sent = ImageInspector.inspect(fitting.bytes(), 1_000_000);
        assertThat(fitting.size()).isEqualTo(new PictureSize(sent.width(), sent.height()));
        assertThat(fitting.mediaType()).isEqualTo(sent.mediaType());
    }

    @Test
    void shouldKeepTransparencyWhenItShrinks() throws Exception {
        byte[] glass = io.llmi.toolkit.image.ImageEncoder.png(
                io.llmi.toolkit.image.TestPictures.gradient(300, 200, java.awt.image.BufferedImage.TYPE_INT_ARGB));

        SourcePicture fitting = SourcePicture.fitting(glass, new SourcePicture.Limits(10_000, 1 << 20));

        assertThat(fitting.mediaType()).isEqualTo("image/png");
        assertThat(fitting.size().pixels()).isBetween(9_000L, 10_000L);
        assertThat(ImageInspector.inspect(fitting.bytes(), 10_000)
                        .pixels()
                        .getColorModel()
                        .hasAlpha())
                .isTrue();
    }

    @Test
    void shouldWriteDataUrisInLowerCase() throws Exception {
        SourcePicture picture = SourcePicture.fitting(
                io.llmi.toolkit.image.TestPictures.jpeg(8, 8), new SourcePicture.Limits(100, 1 << 20));

        assertThat(picture.dataUri()).startsWith("data:image/jpeg;base64,/9j/");
        assertThat(picture.filename(3)).isEqualTo("picture-3.jpg");
    }
}
