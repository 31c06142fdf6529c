package io.llmi.tool.search.picture;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class BlankCheckTest {
    private static BufferedImage filled(int type, Color color) {
        BufferedImage image = new BufferedImage(800, 600, type);
        Graphics2D g = image.createGraphics();
        g.setColor(color);
        g.fillRect(0, 0, 800, 600);
        g.dispose();
        return image;
    }

    @ParameterizedTest
    @ValueSource(ints = {0xffffff, 0x000000, 0x7f3010})
    void shouldCallAPictureOfOneColourBlank(int rgb) {
        assertThat(BlankCheck.isBlank(filled(BufferedImage.TYPE_INT_RGB, new Color(rgb))))
                .isTrue();
    }

    @Test
    void shouldCallATransparentPictureBlank() {
        assertThat(BlankCheck.isBlank(filled(BufferedImage.TYPE_INT_ARGB, new Color(0, true))))
                .isTrue();
    }

    @Test
    void shouldCallFaintNoiseBlank() {
        BufferedImage image = filled(BufferedImage.TYPE_INT_RGB, Color.WHITE);
        Random random = new Random(1);
        for (int y = 0; y < 600; y++) {
            for (int x = 0; x < 800; x++) {
                int shade = 250 + random.nextInt(6);
                image.setRGB(x, y, shade << 16 | shade << 8 | shade);
            }
        }
        assertThat(BlankCheck.isBlank(image)).isTrue();
    }

    @Test
    void shouldSeeASmallMotif() {
        BufferedImage image = filled(BufferedImage.TYPE_INT_RGB, Color.WHITE);
        Graphics2D g = image.createGraphics();
        g.setColor(Color.RED);
        g.fillOval(500, 100, 80, 80);
        g.dispose();
        assertThat(BlankCheck.isBlank(image)).isFalse();
    }

    @Test
    void shouldSeeAFaintGradient() {
        BufferedImage image = filled(BufferedImage.TYPE_INT_RGB, Color.WHITE);
        for (int y = 0; y < 600; y++) {
            for (int x = 0; x < 800; x++) {
                int shade = 200 + x / 20;
                image.setRGB(x, y, shade << 16 | shade << 8 | shade);
            }
        }
        assertThat(BlankCheck.isBlank(image)).isFalse();
    }
}
