package io.llmi.toolkit.imagegen;

import io.llmi.toolkit.backend.BackendException;
import io.llmi.toolkit.image.TestPictures;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OrderTest {
    @Property
    void shouldBePaintableAndNearWhenAnySizeIsAsked(
            @ForAll @IntRange(min = 1, max = 5000) int width, @ForAll @IntRange(min = 1, max = 5000) int height) {
        PictureSize canvas = Order.of(Requests.prompt(width, height), 20).canvas();

        assertThat(canvas.width() % 8 + canvas.height() % 8).isZero();
        assertThat(Math.abs(canvas.width() - width)).isLessThan(8);
        assertThat(Math.abs(canvas.height() - height)).isLessThan(8);
    }

    @Test
    void shouldKeepTheShapeWhenAPictureIsTooLarge() throws Exception {
        Order order = Order.of(Requests.edit(TestPictures.png(2048, 1024)), 20);

        // 1448 x 724 pixels are a megapixel of its shape.
        assertThat(order.canvas()).isEqualTo(new PictureSize(1448, 728));
    }

    @Test
    void shouldKeepTheSizeWhenAPictureIsSmall() throws Exception {
        assertThat(Order.of(Requests.edit(TestPictures.jpeg(90, 60)), 20).canvas())
                .isEqualTo(new PictureSize(88, 64));
    }

    @Test
    void shouldRefuseWhatIsNoPicture() {
        for (byte[] bytes : new byte[][] {{1, 2, 3}, {}}) {
            assertThatThrownBy(() -> Order.of(Requests.edit(bytes), 20))
                    .isInstanceOf(BackendException.class)
                    .hasMessage("The picture to edit cannot be read.");
        }
    }
}
