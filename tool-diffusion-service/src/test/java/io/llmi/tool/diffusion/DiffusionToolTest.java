package io.llmi.tool.diffusion;

import java.awt.image.BufferedImage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.events.CallId;
import io.llmi.events.DraftId;
import io.llmi.events.FailureCode;
import io.llmi.events.JobId;
import io.llmi.events.Json;
import io.llmi.events.ToolCall;
import io.llmi.tool.diffusion.scene.Hue;
import io.llmi.tool.diffusion.scene.Medium;
import io.llmi.tool.diffusion.scene.Setting;
import io.llmi.tool.diffusion.scene.Sky;
import io.llmi.tool.diffusion.scene.Subject;
import io.llmi.toolkit.backend.BackendSettings;
import io.llmi.toolkit.contract.TestConfig;
import io.llmi.toolkit.contract.TestSanitizer;
import io.llmi.toolkit.image.ImageInspector;
import io.llmi.toolkit.tool.ToolInvocation;
import io.llmi.toolkit.tool.ToolReply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class DiffusionToolTest {
    private static final DiffusionConfig CONFIG =
            TestConfig.of(DiffusionConfig.class, "llmi.diffusion.width", "320", "llmi.diffusion.height", "256");
    private final DiffusionTool tool =
            new DiffusionTool(CONFIG, TestConfig.of(BackendSettings.class), TestSanitizer.create());

    private ToolReply call(String... namesAndValues) throws InterruptedException {
        ObjectNode params = Json.mapper().createObjectNode();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            params.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        CallId id = new CallId(new DraftId(JobId.derived("tenant", "key"), 0), 0);
        ToolCall work = new ToolCall("diffusion", "", params);
        return tool.call(new ToolInvocation(id, work, List.of(), Optional.empty(), Instant.MAX, 1));
    }

    private byte[] bytes(String prompt) throws InterruptedException {
        return ((ToolReply.Picture) call("prompt", prompt)).bytes();
    }

    private double[] average(byte[] bytes) throws ImageInspector.NotAnImageException {
        BufferedImage image = ImageInspector.inspect(bytes, 10_000_000).pixels();
        double[] sum = new double[3];
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int p = image.getRGB(x, y);
                sum[0] += (p >> 16) & 255;
                sum[1] += (p >> 8) & 255;
                sum[2] += p & 255;
            }
        }
        double n = (double) image.getWidth() * image.getHeight();
        return new double[] {sum[0] / n, sum[1] / n, sum[2] / n};
    }

    private double luma(String prompt) throws Exception {
        double[] mean = average(bytes(prompt));
        return 0.299 * mean[0] + 0.587 * mean[1] + 0.114 * mean[2];
    }

    @Test
    void shouldRepeatBytesWhenPromptIsRepeated() throws Exception {
        assertThat(bytes("a boat at sunset")).isEqualTo(bytes("a boat at sunset"));
        assertThat(bytes("a boat at sunset")).isNotEqualTo(bytes("a castle at sunset"));
    }

    @Test
    void shouldPaintAnotherPictureWhenSeedDiffers() throws Exception {
        ToolReply.Picture one = (ToolReply.Picture) call("prompt", "a forest", "seed", "x");
        ObjectNode params =
                Json.mapper().createObjectNode().put("prompt", "a forest").put("seed", 7);
        CallId id = new CallId(new DraftId(JobId.derived("tenant", "key"), 0), 0);
        ToolReply.Picture two = (ToolReply.Picture) tool.call(new ToolInvocation(
                id, new ToolCall("diffusion", "Trees", params), List.of(), Optional.empty(), Instant.MAX, 1));

        assertThat(two.bytes()).isNotEqualTo(one.bytes());
        assertThat(two.alt()).isEqualTo("Trees");
        assertThat(two.provenance().params().path("seed").asText()).isEqualTo("7");
        assertThat(two.provenance().backend()).isEqualTo("procedural");
        assertThat(two.provenance().model()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sea", "mountain lake", "forest", "city skyline", "desert", "village street"})
    void shouldBeDarkerWhenPromptSaysNight(String place) throws Exception {
        assertThat(luma(place + " at night")).isLessThan(luma(place + " at noon") - 30);
    }

    @Test
    void shouldMoveTheAverageColourWhenPromptNamesOne() throws Exception {
        for (String place : List.of("abstract", "sea", "still life with a cup", "nebula in space")) {
            double[] red = average(bytes("red " + place));
            double[] blue = average(bytes("blue " + place));
            assertThat(red[0] - red[2]).as(place).isGreaterThan(blue[0] - blue[2] + 5);
        }
    }

    @Test
    void shouldHonourSizeWhenItIsInBounds() throws Exception {
        ToolReply.Picture picture = (ToolReply.Picture) call("prompt", "a cat", "size", "300x512");
        ImageInspector.Inspected image = ImageInspector.inspect(picture.bytes(), 10_000_000);
        assertThat(image.width()).isEqualTo(300);
        assertThat(image.height()).isEqualTo(512);
    }

    @ParameterizedTest
    @ValueSource(strings = {"100x100", "9999x256", "big", "1024", "1e3x400", "99999999999x2"})
    void shouldRefuseWhenSizeIsOutOfBounds(String size) throws Exception {
        assertThat(call("prompt", "a cat", "size", size)).isInstanceOfSatisfying(ToolReply.Failed.class, failed -> {
            assertThat(failed.failure().code()).isEqualTo(FailureCode.BAD_REQUEST);
        });
    }

    @Test
    void shouldRefuseWhenPromptIsEmpty() throws Exception {
        assertThat(call("prompt", "   "))
                .isInstanceOfSatisfying(
                        ToolReply.Failed.class,
                        failed -> assertThat(failed.failure().code()).isEqualTo(FailureCode.BAD_REQUEST));
    }

    @Test
    void shouldWarnWhenNoWordIsKnown() throws Exception {
        assertThat(((ToolReply.Picture) call("prompt", "qwertz yxcv")).warnings())
                .hasSize(1);
        assertThat(((ToolReply.Picture) call("prompt", "a cat")).warnings()).isEmpty();
    }

    /** Every term is painted somewhere, and differs from a picture without it. */
    @ParameterizedTest
    @EnumSource(Subject.class)
    void shouldShowEverySubject(Subject subject) throws Exception {
        assertThat(bytes(subject.words().get(0) + " in a field")).isNotEqualTo(bytes("a field"));
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void shouldPaintEverySetting(Setting setting) throws Exception {
        byte[] picture = bytes(setting.words().get(0));
        assertThat(ImageInspector.inspect(picture, 10_000_000).width()).isEqualTo(320);
    }

    @Test
    void shouldDifferWhenSkyOrMediumDiffers() throws Exception {
        List<byte[]> pictures = new ArrayList<>();
        for (Sky sky : Sky.values()) {
            pictures.add(bytes("sea, " + sky.words().get(0)));
        }
        for (Medium medium : Medium.values()) {
            pictures.add(bytes("sea, " + medium.words().get(0)));
        }
        for (Hue hue : List.of(Hue.RED, Hue.TEAL, Hue.GOLD)) {
            pictures.add(bytes(hue.words().get(0) + " sea"));
        }
        assertThat(pictures).doesNotHaveDuplicates();
    }

    @Test
    void shouldDescribeItselfToThePlanner() throws Exception {
        assertThat(tool.manifest().name()).isEqualTo("diffusion");
        assertThat(tool.manifest().needsSource()).isFalse();
        assertThat(tool.manifest()
                        .examples()
                        .get(0)
                        .path("params")
                        .path("prompt")
                        .asText())
                .isNotEmpty();
    }
}
