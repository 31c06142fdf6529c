package io.llmi.toolkit.tool;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import io.llmi.events.ToolPreview;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static io.llmi.toolkit.tool.HandlerBench.delivery;
import static io.llmi.toolkit.tool.HandlerBench.request;
import static io.llmi.toolkit.tool.Tools.png;
import static io.llmi.toolkit.tool.Tools.provenance;
import static org.assertj.core.api.Assertions.assertThat;

/** Previews on their way from a tool to the results topic. */
class PreviewSenderTest {
    @TempDir
    Path directory;

    private HandlerBench bench;

    @BeforeEach
    void open() {
        bench = new HandlerBench(directory);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void shouldStoreAndNumberPreviewsAndDropWhatIsNoPicture() throws Exception {
        bench.handler(Tools.tool(20, call -> {
                    call.previews().preview(0, png(16, 16, 1));
                    Awaitility.await().until(() -> {
                        call.previews().preview(1, "no picture".getBytes(StandardCharsets.UTF_8));
                        call.previews().preview(1, png(16, 16, 2));
                        return bench.previews().size() == 2;
                    });
                    return new ToolReply.Picture(png(), "x", provenance());
                }))
                .handle(delivery(request(List.of()), 1));

        assertThat(bench.previews()).extracting(ToolPreview::number).containsExactly(0, 1);
        assertThat(bench.previews())
                .allSatisfy(preview ->
                        assertThat(bench.blobs().get(preview.image().sha256())).isPresent());
        assertThat(bench.results()).hasSize(1);
    }

    @Test
    void shouldMakeLargePreviewsSmall() throws Exception {
        bench.handler(Tools.tool(20, call -> {
                    call.previews().preview(0, png(2000, 1000, 1));
                    return new ToolReply.Picture(png(), "x", provenance());
                }))
                .handle(delivery(request(List.of()), 1));

        var image = bench.previews().getFirst().image();
        assertThat((long) image.width() * image.height()).isBetween(900_000L, 1_000_000L);
        assertThat((double) image.width() / image.height()).isBetween(1.99, 2.01);
    }

    @Test
    void shouldDropPreviewsThatComeTooFastOrTooManyOrTooLate() throws Exception {
        AtomicReference<Previews> late = new AtomicReference<>();
        bench.handler(Tools.tool(20, call -> {
                    late.set(call.previews());
                    call.previews().preview(0, png(8, 8, 0));
                    for (int i = 0; i < 1000 && bench.previews().size() < 2; i++) {
                        call.previews().preview(i, png(8, 8, 1));
                    }
                    Awaitility.await().until(() -> {
                        call.previews().preview(0, png(8, 8, 9));
                        return bench.previews().size() == ToolPreview.MAX_PER_CALL;
                    });
                    Awaitility.await().during(java.time.Duration.ofMillis(100)).until(() -> {
                        call.previews().preview(0, png(8, 8, 10));
                        return bench.previews().size() == ToolPreview.MAX_PER_CALL;
                    });
                    return new ToolReply.Picture(png(), "x", provenance());
                }))
                .handle(delivery(request(List.of()), 1));
        late.get().preview(0, png(8, 8, 11));

        assertThat(bench.previews()).hasSize(ToolPreview.MAX_PER_CALL);
    }
}
