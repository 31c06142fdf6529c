package io.llmi.tool.code;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

import javax.imageio.ImageIO;

import io.llmi.events.FailureCode;
import io.llmi.toolkit.tool.ToolReply;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.llmi.tool.code.CodeFixture.run;
import static org.assertj.core.api.Assertions.assertThat;

/** What honest programs, and programs with mistakes, get. Runs the real sandbox. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CodeToolTest {
    private CodeTool tool;

    @BeforeAll
    void prepare() throws IOException, InterruptedException {
        tool = CodeFixture.tool(Map.of("llmi.code.max-side-pixels", "2048"));
    }

    @Test
    void shouldReturnPictureAndItsNumbersWhenProgramDrawsChart() throws Exception {
        ToolReply reply = run(tool, """
                import numpy as np
                hours = [0, 3, 6, 9, 12]
                plt.figure(figsize=(6, 4))
                plt.plot(hours, [2.1, 3.5, 1.2, 0.4, 2.0], label='Harbour')
                plt.title('Tides'); plt.xlabel('Time (hours)'); plt.ylabel('Water height (metres)')
                plt.legend()
                plt.show()
                """);

        ToolReply.Picture picture = picture(reply);
        var pixels = ImageIO.read(new ByteArrayInputStream(picture.bytes()));
        assertThat(pixels.getWidth()).isBetween(600, 1100);
        assertThat(pixels.getHeight()).isBetween(400, 800);
        assertThat(picture.alt())
                .isEqualTo("Line chart 'Tides': Water height (metres) over Time (hours); Harbour, 5 points:"
                        + " (0, 2.1), (3, 3.5), (6, 1.2), (9, 0.4), (12, 2)");
        var provenance = picture.provenance();
        assertThat(provenance.backend()).isEqualTo("sandboxed-python");
        assertThat(provenance.model().orElseThrow()).matches("Python 3\\.\\d+ / matplotlib 3\\.\\d+");
        assertThat(provenance.params().at("/data/axes/0/series/0/y/1").asDouble())
                .isEqualTo(3.5);
        assertThat(provenance.params().path("code").asText()).contains("hours = [0, 3");
        assertThat(picture.warnings()).isEmpty();
    }

    @Test
    void shouldReadCategoriesBackWhenSeabornDrawsDataFrame() throws Exception {
        ToolReply reply = run(tool, """
                ```python
                df = pd.DataFrame({'fruit': ['apple', 'pear'], 'kg': [3, 5]})
                fig, (left, right) = plt.subplots(1, 2)
                sns.barplot(data=df, x='fruit', y='kg', ax=left)
                right.pie([1, 3], labels=['a', 'b'])
                ```""");

        assertThat(picture(reply).alt())
                .contains("Bar chart: kg over fruit; 2 bars: (apple, 3), (pear, 5)")
                .contains("Pie chart; 2 shares: a 25 %, b 75 %");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plt.plot([1, 2]); plt.savefig('chart.png')",
                "plt.plot([1, 2]); plt.savefig('/home/user/out/chart.pdf', dpi=300, bbox_inches='tight'); plt.close('all')",
                "import io\nb = io.BytesIO()\nplt.plot([1, 2]); plt.savefig(b, format='png'); plt.clf()\nassert len(b.getvalue()) > 1000",
                "from matplotlib.figure import Figure\nf = Figure(); f.subplots().plot([1, 2]); f.savefig('x.svg')",
                "fig, ax = plt.subplots(); ax.plot([1, 2]); fig.show(); plt.close(fig)",
                "plt.plot([1, 2])\nimport sys\nsys.exit(0)",
                "plt.plot([1, 2])\nplt.figure()",
            })
    void shouldFindFigureWhenProgramSavesShowsOrLeavesIt(String code) throws Exception {
        assertThat(picture(run(tool, code)).alt()).contains("2 points");
    }

    @Test
    void shouldNameLineWhenProgramRaises() throws Exception {
        ToolReply reply = run(tool, "x = [1, 2]\n\ndef f():\n    return x[5]\n\nplt.plot(f())\n");

        assertFailed(reply, FailureCode.BAD_REQUEST, "line 4: IndexError: list index out of range");
    }

    @Test
    void shouldNameLineWhenSyntaxIsWrong() throws Exception {
        assertFailed(
                run(tool, "x = 1\nplt.plot([1, 2\n"),
                FailureCode.BAD_REQUEST,
                "line 2: SyntaxError: '[' was never closed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x = 1",
                "plt.figure()",
                "fig, ax = plt.subplots()\nplt.savefig('x.png')",
                "import os\nos._exit(0)"
            })
    void shouldReportNoOutputWhenNothingIsDrawn(String code) throws Exception {
        assertThat(failed(run(tool, code)).failure().code()).isEqualTo(FailureCode.NO_OUTPUT);
    }

    @Test
    void shouldLowerResolutionWhenFigureIsLarge() throws Exception {
        ToolReply reply =
                run(tool, "plt.figure(figsize=(40, 20), dpi=1000); plt.plot([1, 2]); plt.text(400, 3, 'far')");

        assertThat(ImageIO.read(new ByteArrayInputStream(picture(reply).bytes()))
                        .getWidth())
                .isBetween(1500, 2048);
    }

    @Test
    void shouldRefuseWhenFigureIsHuge() throws Exception {
        ToolReply reply = run(tool, "plt.figure(figsize=(10000, 10000), dpi=1000)\nplt.plot([1, 2])");

        assertThat(failed(reply).failure().code()).isEqualTo(FailureCode.BAD_REQUEST);
        assertThat(failed(reply).failure().message()).contains("10000 x 10000 inches is too large");
    }

    @Test
    void shouldWarnWhenFontLacksGlyph() throws Exception {
        ToolReply reply = run(tool, "plt.plot([1, 2]); plt.title('tide \\U000130C0')");

        assertThat(picture(reply).warnings()).singleElement().asString().contains("\uD80C\uDCC0");
    }

    @Test
    void shouldEitherDrawOrNameCharactersWhenTextIsNotLatin() throws Exception {
        boolean installed = failed(run(tool, """
                        from matplotlib import font_manager
                        from matplotlib.ft2font import FT2Font
                        raise RuntimeError(any(0x4e2d in FT2Font(font.fname).get_charmap()
                                               for font in font_manager.fontManager.ttflist))""")).failure().message().endsWith("True");

        ToolReply.Picture picture =
                picture(run(tool, "plt.rcParams['font.family'] = 'SimHei'\nplt.plot([1, 2]); plt.title('\u4e2d')"));

        assertThat(picture.alt()).contains("'\u4e2d'");
        if (installed) {
            assertThat(picture.warnings()).isEmpty();
        } else {
            assertThat(picture.warnings()).singleElement().asString().contains("shown as boxes: \u4e2d");
        }
    }

    @Test
    void shouldWarnWhenLettersWouldHaveToJoin() throws Exception {
        ToolReply reply = run(tool, "plt.plot([1, 2]); plt.title('\u0645\u0631\u062d\u0628\u0627')");

        assertThat(picture(reply).warnings()).anyMatch(warning -> warning.contains("from right to left"));
    }

    @Test
    void shouldNameCategoriesAndSeriesWhenBarsStandSideBySide() throws Exception {
        ToolReply reply = run(tool, """
                df = pd.DataFrame({'q': ['Q1', 'Q2'] * 2, 'region': ['North'] * 2 + ['South'] * 2, 'sales': [1, 2, 3, 4]})
                sns.barplot(data=df, x='q', y='sales', hue='region')
                """);

        assertThat(picture(reply).alt()).contains("North, 2 bars: (Q1, 1), (Q2, 2); South, 2 bars: (Q1, 3), (Q2, 4)");
    }

    @Test
    void shouldKeepPositionsWhenBarsStandOnScale() throws Exception {
        ToolReply reply = run(tool, "plt.bar([0.1, 0.35, 2.2], [1, 2, 3], width=0.1)");

        assertThat(picture(reply).alt()).contains("(0.1, 1), (0.35, 2), (2.2, 3)");
    }

    @Test
    void shouldKeepWhatSticksOutWhenItIsNear() throws Exception {
        String chart = "plt.figure(figsize=(4, 3)); plt.plot([1, 2])";

        int plain = height(picture(run(tool, chart)));
        int titled = height(picture(run(tool, chart + "; plt.suptitle('above', y=1.3)")));

        assertThat(titled).isGreaterThan(plain + 50);
    }

    private static int height(ToolReply.Picture picture) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(picture.bytes())).getHeight();
    }

    @Test
    void shouldRefuseBeforeStartWhenSourceIsNotPlainText() throws Exception {
        assertFailed(run(tool, "x = '\0'"), FailureCode.BAD_REQUEST, "The program contains a NUL character.");
        assertThat(failed(run(tool, "x = '\ud800'")).failure().message()).contains("surrogate");
        assertThat(failed(run(tool, "#".repeat(5_000_000))).failure().message()).contains("longer than 100 KiB");
        assertThat(failed(run(tool, "(".repeat(50_000))).failure().message()).contains("nests brackets");
        assertThat(failed(run(tool, " ")).failure().message()).contains("needs the parameter");
    }

    @Test
    void shouldReportTimeoutWhenDeadlineHasPassed() throws Exception {
        ToolReply reply = tool.call(CodeFixture.invocation("plt.plot([1, 2])", Duration.ofSeconds(-1)));

        assertThat(failed(reply).failure().code()).isEqualTo(FailureCode.TIMEOUT);
    }

    @Test
    void shouldKeepProgramsApartWhenFourRunAtOnce() throws Exception {
        List<Callable<ToolReply>> calls = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            String code = "assert not __import__('os').listdir('.')\nopen('mine', 'w').close()\nplt.plot([%d, 1])"
                    .formatted(i);
            calls.add(() -> run(tool, code));
        }

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var replies = threads.invokeAll(calls);
            for (int i = 0; i < 4; i++) {
                assertThat(picture(replies.get(i).get()).alt()).contains("(0, %d), (1, 1)".formatted(i));
            }
        }
    }

    @Test
    void shouldRunExampleOfManifest() throws Exception {
        var manifest = tool.manifest();

        assertThat(manifest.name()).isEqualTo("code");
        ToolReply reply =
                run(tool, manifest.examples().getFirst().at("/params/code").asText());
        assertThat(picture(reply).alt()).contains("(Spring, 180)", "(Winter, 310)");
    }

    private static ToolReply.Picture picture(ToolReply reply) {
        assertThat(reply).isInstanceOf(ToolReply.Picture.class);
        return (ToolReply.Picture) reply;
    }

    private static ToolReply.Failed failed(ToolReply reply) {
        assertThat(reply).isInstanceOf(ToolReply.Failed.class);
        return (ToolReply.Failed) reply;
    }

    private static void assertFailed(ToolReply reply, FailureCode code, String message) {
        assertThat(failed(reply).failure()).isEqualTo(new io.llmi.events.ToolFailure(code, message));
    }
}
