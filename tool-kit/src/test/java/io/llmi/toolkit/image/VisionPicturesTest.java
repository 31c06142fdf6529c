package io.llmi.toolkit.image;

import java.awt.image.BufferedImage;
import java.util.Base64;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class VisionPicturesTest {
    private final VisionPictures pictures = new VisionPictures(10_000);

    @Test
    void shouldSendAPictureAsItIsWhenItFits() throws Exception {
        byte[] png = TestPictures.png(50, 40);

        assertThat(pictures.dataUri(png))
                .isEqualTo("data:image/png;base64," + Base64.getEncoder().encodeToString(png));
    }

    @Test
    void shouldScaleAPictureDownInItsOwnFormatWhenItIsTooLarge() throws Exception {
        BufferedImage sent = TestPictures.decoded(content(pictures.dataUri(TestPictures.jpeg(400, 100)), "jpeg"));

        assertThat(sent.getWidth()).isEqualTo(200);
        assertThat(sent.getHeight()).isEqualTo(50);
    }

    @Test
    void shouldScaleOntoWhiteWhenAPictureIsTransparent() throws Exception {
        byte[] clear = ImageEncoder.png(new BufferedImage(200, 200, BufferedImage.TYPE_INT_ARGB));

        BufferedImage sent = TestPictures.decoded(content(pictures.dataUri(clear), "png"));

        assertThat(sent.getWidth()).isEqualTo(100);
        assertThat(sent.getRGB(50, 50)).isEqualTo(0xFFFFFFFF);
    }

    @Test
    void shouldRefuseWhatIsNoPicture() {
        assertThatThrownBy(() -> pictures.dataUri(new byte[] {1, 2, 3}))
                .isInstanceOf(ImageInspector.NotAnImageException.class);
    }

    private static byte[] content(String uri, String format) {
        String prefix = "data:image/" + format + ";base64,";
        assertThat(uri).startsWith(prefix);
        return Base64.getDecoder().decode(uri.substring(prefix.length()));
    }
}
