package io.llmi.tool.code;

import java.io.IOException;
import java.util.Map;

import io.llmi.toolkit.tool.ToolReply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.llmi.tool.code.CodeFixture.run;
import static org.assertj.core.api.Assertions.assertThat;

/** What the pre-warmed mode keeps while it draws changes no pixel: strict mode draws with plain matplotlib. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SamePictureTest {
    private CodeTool prewarmed;
    private CodeTool strict;

    @BeforeAll
    void prepare() throws IOException, InterruptedException {
        prewarmed = Setting.PREWARMED.tool(Map.of());
        strict = Setting.STRICT.tool(Map.of());
    }

    @AfterAll
    void stop() {
        prewarmed.close();
        strict.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plt.bar(['a', 'b', 'c'], [3, 1, 2]); plt.title('Bars'); plt.ylabel('kg'); plt.tight_layout()",
                "plt.plot(np.arange(50), np.sin(np.arange(50) / 5), label='s'); plt.grid(); plt.legend(); plt.xlabel('x')",
                "plt.pie([1, 2, 3], labels=['a', 'b', 'c'], autopct='%d%%')",
                "fig, axes = plt.subplots(2, 2, layout='constrained')\nfor i, ax in enumerate(axes.flat): ax.plot([1, 10 ** i]); ax.set_title(i)",
                "fig, ax = plt.subplots(); ax.plot([1, 2]); ax.twinx().plot([100, 5]); ax.set_yscale('log')",
                "plt.plot(pd.date_range('2024-01-01', periods=9), range(9)); plt.xticks(rotation=45); plt.tight_layout()",
                "plt.imshow(np.eye(5)); plt.colorbar(label='v'); plt.axis('equal')",
                "ax = plt.figure().add_subplot(projection='3d'); ax.plot([1, 2], [1, 2], [1, 2]); ax.set_zlabel('z')",
                "ax = plt.subplot(projection='polar'); ax.plot([0, 1, 2], [1, 2, 3]); ax.set_title('Polar')",
                "sns.heatmap(pd.DataFrame(np.eye(3), columns=list('abc')), annot=True); plt.title('$x^2$')",
                "fig, ax = plt.subplots(); ax.plot([1, 2]); plt.savefig('a.png'); ax.set_xlim(0, 9); ax.set_title('after'); plt.show()",
            })
    void shouldDrawSamePictureWhenModeDiffers(String code) throws Exception {
        ToolReply.Picture fast = (ToolReply.Picture) run(prewarmed, code);
        ToolReply.Picture plain = (ToolReply.Picture) run(strict, code);

        assertThat(fast.bytes()).isEqualTo(plain.bytes());
        assertThat(fast.alt()).isEqualTo(plain.alt());
    }
}
