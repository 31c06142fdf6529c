package io.llmi.toolkit.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;

import javax.imageio.ImageIO;

import io.llmi.toolkit.image.ImageInspector.NotAnImageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ImageInspectorTest {
    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg"})
    void shouldReadFormatAndSizeWhenThePictureIsWhole(String format) throws Exception {
        var inspected = ImageInspector.inspect(picture(format, 30, 20), 1000);

        assertThat(inspected.mediaType()).isEqualTo(format.equals("png") ? "image/png" : "image/jpeg");
        assertThat(inspected.width()).isEqualTo(30);
        assertThat(inspected.height()).isEqualTo(20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html><body>not found</body></html>", "", "GIF89a", "%PDF-1.7"})
    void shouldRefuseWhenTheBytesAreSomethingElse(String content) {
        assertThatThrownBy(() -> ImageInspector.inspect(content.getBytes(StandardCharsets.UTF_8), 1000))
                .isInstanceOf(NotAnImageException.class)
                .hasMessageContaining("not a PNG, JPEG or WebP");
    }

    @Test
    void shouldRefuseByTheHeaderAloneWhenThePictureClaimsToBeHuge() throws IOException {
        byte[] png = picture("png", 4, 4);
        ByteBuffer header = ByteBuffer.wrap(png);
        header.putInt(16, 60_000).putInt(20, 60_000);
        CRC32 crc = new CRC32();
        crc.update(png, 12, 17);
        header.putInt(29, (int) crc.getValue());

        assertThatThrownBy(() -> ImageInspector.inspect(png, 40_000_000))
                .isInstanceOf(NotAnImageException.class)
                .hasMessageContaining("60000 x 60000");
    }

    @Test
    void shouldRefuseWhenThePictureBreaksOff() throws IOException {
        byte[] png = picture("png", 64, 64);

        assertThatThrownBy(() -> ImageInspector.inspect(Arrays.copyOf(png, png.length / 2), 10_000))
                .isInstanceOf(NotAnImageException.class);
    }

    private static byte[] picture(String format, int width, int height) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < width; x++) {
            for (int y = 0; y < height; y++) {
                image.setRGB(x, y, (x * 7919 + y * 104_729) & 0xffffff);
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, format, out);
        return out.toByteArray();
    }
}
