package io.llmi.tool.edit;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

import javax.imageio.ImageIO;

import io.llmi.events.CallId;
import io.llmi.events.DraftId;
import io.llmi.events.FailureCode;
import io.llmi.events.JobId;
import io.llmi.events.Json;
import io.llmi.events.ToolCall;
import io.llmi.toolkit.backend.BackendSettings;
import io.llmi.toolkit.contract.TestConfig;
import io.llmi.toolkit.contract.TestSanitizer;
import io.llmi.toolkit.image.ImageInspector;
import io.llmi.toolkit.tool.ToolInvocation;
import io.llmi.toolkit.tool.ToolReply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class EditToolTest {
    private final EditTool tool = new EditTool(
            TestConfig.of(EditConfig.class, "llmi.edit.max-side", "1000", "llmi.edit.max-source-pixels", "1000000"),
            TestConfig.of(BackendSettings.class),
            TestSanitizer.create());

    private static byte[] source() throws IOException {
        BufferedImage image = new BufferedImage(400, 200, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setPaint(new GradientPaint(0, 0, new Color(0x7fb8f0), 0, 200, new Color(0x3d8a3c)));
        g.fillRect(0, 0, 400, 200);
        g.setColor(new Color(0xd03020));
        g.fillRect(40, 90, 80, 60);
        g.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }

    private ToolReply call(String prompt, List<byte[]> inputs) throws Exception {
        CallId id = new CallId(new DraftId(JobId.derived("tenant", "key"), 0), 1);
        var params = Json.mapper().createObjectNode().put("img_index", 0).put("prompt", prompt);
        return tool.call(new ToolInvocation(
                id, new ToolCall("edit", "The harbour", params), inputs, Optional.of("input/0"), Instant.MAX, 1));
    }

    private BufferedImage edited(String prompt) throws Exception {
        ToolReply.Picture picture = (ToolReply.Picture) call(prompt, List.of(source()));
        return ImageInspector.inspect(picture.bytes(), 1_000_000).pixels();
    }

    private static double mean(BufferedImage image, ToDoubleFunction<Color> measure) {
        double sum = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                sum += measure.applyAsDouble(new Color(image.getRGB(x, y)));
            }
        }
        return sum / image.getWidth() / image.getHeight();
    }

    private static double luma(Color c) {
        return 0.299 * c.getRed() + 0.587 * c.getGreen() + 0.114 * c.getBlue();
    }

    private static double chroma(Color c) {
        return Math.max(c.getRed(), Math.max(c.getGreen(), c.getBlue()))
                - Math.min(c.getRed(), Math.min(c.getGreen(), c.getBlue()));
    }

    private BufferedImage original() throws Exception {
        return ImageInspector.inspect(source(), 1_000_000).pixels();
    }

    @Test
    void shouldFallDarkAndBlueWhenNightIsAsked() throws Exception {
        BufferedImage night = edited("turn it into night");
        assertThat(mean(night, EditToolTest::luma)).isLessThan(mean(original(), EditToolTest::luma) * 0.5);
        assertThat(mean(night, Color::getBlue)).isGreaterThan(mean(night, Color::getRed) + 5);
    }

    @Test
    void shouldLoseAllHueWhenBlackAndWhiteIsAsked() throws Exception {
        assertThat(mean(edited("make it black and white"), EditToolTest::chroma))
                .isLessThan(1);
    }

    @Test
    void shouldMoveBrightnessAndColourAsAsked() throws Exception {
        double luma = mean(original(), EditToolTest::luma);
        assertThat(mean(edited("brighten it"), EditToolTest::luma)).isGreaterThan(luma + 10);
        assertThat(mean(edited("darken it"), EditToolTest::luma)).isLessThan(luma - 20);
        assertThat(mean(edited("more vivid"), EditToolTest::chroma))
                .isGreaterThan(mean(original(), EditToolTest::chroma) + 5);
        assertThat(mean(edited("warmer"), Color::getRed)).isGreaterThan(mean(original(), Color::getRed) + 5);
        assertThat(mean(edited("tint it purple"), Color::getRed))
                .isGreaterThan(mean(edited("tint it green"), Color::getRed) + 10);
        assertThat(mean(edited("invert"), EditToolTest::luma)).isBetween(254 - luma, 256 - luma);
    }

    @ParameterizedTest
    @CsvSource({
        "crop to a square,200,200", "rotate 90 degrees,200,400", "crop the left half,200,200",
                "resize to 120x80,120,80",
        "half the size,200,100", "double the size,800,400", "add a border,420,220", "crop to 16:4,400,100",
        "flip horizontally,400,200", "upside down,400,200"
    })
    void shouldHaveTheAskedSize(String prompt, int width, int height) throws Exception {
        BufferedImage image = edited(prompt);
        assertThat(image.getWidth()).isEqualTo(width);
        assertThat(image.getHeight()).isEqualTo(height);
    }

    @Test
    void shouldMirrorPixelsWhenFlipped() throws Exception {
        assertThat(edited("mirror it").getRGB(399 - 60, 120))
                .isEqualTo(original().getRGB(60, 120));
        assertThat(edited("rotate 90 degrees").getRGB(199 - 120, 60))
                .isEqualTo(original().getRGB(60, 120));
    }

    @Test
    void shouldSmoothEdgesWhenBlurred() throws Exception {
        assertThat(new Color(edited("blur it").getRGB(40, 120)).getRed()).isBetween(70, 200);
        assertThat(new Color(original().getRGB(40, 120)).getRed()).isEqualTo(0xd0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sepia",
                "sharpen",
                "pixelate",
                "posterise",
                "more contrast",
                "caption \"Hello\"",
                "rotate 30 degrees"
            })
    void shouldChangeThePicture(String prompt) throws Exception {
        assertThat(((ToolReply.Picture) call(prompt, List.of(source()))).bytes())
                .isNotEqualTo(source());
    }

    @Test
    void shouldSayWhatItDidAndWhatItIgnored() throws Exception {
        ToolReply.Picture picture = (ToolReply.Picture) call("make it night and add an elephant", List.of(source()));
        assertThat(picture.alt()).isEqualTo("The harbour (edited: night)");
        assertThat(picture.warnings()).singleElement().asString().contains("elephant");
        assertThat(picture.provenance().derivedFrom()).contains("input/0");
        assertThat(picture.provenance().backend()).isEqualTo("classical");
    }

    private static void assertFailed(ToolReply reply, FailureCode code, String part) {
        assertThat(reply).isInstanceOfSatisfying(ToolReply.Failed.class, failed -> {
            assertThat(failed.failure().code()).isEqualTo(code);
            assertThat(failed.failure().message()).contains(part);
        });
    }

    @Test
    void shouldRefuseWhatItCannotDo() throws Exception {
        assertFailed(call("add an elephant", List.of(source())), FailureCode.BAD_REQUEST, "black and white");
        assertFailed(call("night", List.of()), FailureCode.BAD_REFERENCE, "img_index");
        assertFailed(call("night", List.of(new byte[] {1, 2})), FailureCode.BAD_REFERENCE, "cannot be read");
        assertFailed(call("resize to 5000x5000", List.of(source())), FailureCode.BAD_REQUEST, "1000");
        assertFailed(call(" ", List.of(source())), FailureCode.BAD_REQUEST, "prompt");
    }

    @Test
    void shouldDescribeItselfAsNeedingASource() {
        assertThat(tool.manifest().needsSource()).isTrue();
        assertThat(tool.manifest().examples())
                .allSatisfy(example ->
                        assertThat(example.path("params").has("img_index")).isTrue());
    }
}
