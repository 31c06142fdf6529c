package io.llmi.toolkit.tool;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import io.llmi.events.BlobRef;
import io.llmi.events.FailureCode;
import io.llmi.events.Provenance;
import io.llmi.events.ToolFailure;
import io.llmi.events.ToolResult;
import io.llmi.events.ToolSuccess;
import io.llmi.events.Topics;
import io.llmi.events.TraceParent;
import io.llmi.toolkit.image.ImageInspector;
import io.llmi.toolkit.image.provenance.DigitalSourceType;
import io.llmi.toolkit.image.provenance.PictureMetadata;
import io.llmi.toolkit.image.provenance.Xmp;
import io.llmi.toolkit.queue.ShareQueue.Delivery;
import io.llmi.toolkit.queue.ShareQueue.Disposition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static io.llmi.toolkit.tool.HandlerBench.delivery;
import static io.llmi.toolkit.tool.HandlerBench.request;
import static io.llmi.toolkit.tool.Tools.png;
import static io.llmi.toolkit.tool.Tools.provenance;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ToolCallHandlerTest {
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
    void shouldStoreThePictureBeforeItIsPublished() throws Exception {
        var handler = handler(call -> new ToolReply.Picture(png(), "a tide", provenance()));

        Disposition disposition = handler.handle(delivery(request(List.of()), 1));

        assertThat(disposition).isEqualTo(Disposition.ACCEPT);
        ToolSuccess success = (ToolSuccess) bench.results().getFirst().outcome();
        byte[] stored = bench.blobs().get(success.image().sha256()).orElseThrow();
        assertThat(ImageInspector.inspect(stored, 100).width()).isEqualTo(8);
        assertThat(success.image().width()).isEqualTo(8);
        assertThat(success.alt()).isEqualTo("a tide");
        assertThat(bench.results().getFirst().fingerprint()).isEqualTo("fp");
    }

    @Test
    void shouldWriteThePicturesOriginIntoItsFileWhenItIsStored() throws Exception {
        Provenance made = provenance().withSourceType(DigitalSourceType.TRAINED_ALGORITHMIC_MEDIA.term());
        var handler = handler(call -> new ToolReply.Picture(png(), "a tide", made));

        handler.handle(delivery(request(List.of()), 1));

        ToolSuccess success = (ToolSuccess) bench.results().getFirst().outcome();
        byte[] stored = bench.blobs().get(success.image().sha256()).orElseThrow();
        assertThat(PictureMetadata.sourceType(stored)).hasValue(DigitalSourceType.TRAINED_ALGORITHMIC_MEDIA);
        assertThat(stored).hasSize((int) success.image().bytes());
    }

    @Test
    void shouldCreditAFoundPictureWithoutClaimingToHaveMadeIt() throws Exception {
        Provenance found = provenance()
                .withCredit(
                        Optional.of("https://example.org/photo"),
                        Optional.of("CC BY 4.0"),
                        Optional.of("Photo: A. B."));
        var handler = handler(call -> new ToolReply.Picture(png(), "a tide", found));

        handler.handle(delivery(request(List.of()), 1));

        ToolSuccess success = (ToolSuccess) bench.results().getFirst().outcome();
        Xmp xmp = Xmp.of(bench.blobs().get(success.image().sha256()).orElseThrow())
                .orElseThrow();
        assertThat(xmp.property(Xmp.IPTC_EXT, "DigitalSourceType")).isEmpty();
        assertThat(xmp.property(Xmp.XMP, "CreatorTool")).isEmpty();
        assertThat(xmp.property(Xmp.PHOTOSHOP, "Credit")).contains("Photo: A. B.");
        assertThat(xmp.property(Xmp.DC, "source")).contains("https://example.org/photo");
    }

    @Test
    void shouldHandTheInputPicturesOverWhenTheRequestNamesThem() throws Exception {
        BlobRef input = new BlobRef(bench.blobs().put(png()), "image/png", 8, 8, png().length);
        List<byte[]> seen = new ArrayList<>();
        var handler = handler(call -> {
            seen.addAll(call.inputs());
            return new ToolReply.Picture(png(), "x", provenance());
        });

        handler.handle(delivery(request(List.of(input)), 1));

        assertThat(seen).containsExactly(png());
    }

    @Test
    void shouldPublishTheFailureOnceWhenItCannotPass() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        var handler = handler(call -> {
            tries.incrementAndGet();
            return ToolReply.failed(FailureCode.REFUSED, "no");
        });

        handler.handle(delivery(request(List.of()), 1));

        assertThat(tries).hasValue(1);
        assertThat(bench.results())
                .extracting(ToolResult::outcome)
                .containsExactly(new ToolFailure(FailureCode.REFUSED, "no"));
    }

    @Test
    void shouldNotLeakADefectsMessageIntoTheDocument() throws Exception {
        var handler = handler(call -> {
            throw new IllegalStateException("password=hunter2");
        });

        handler.handle(delivery(request(List.of()), 1));

        ToolFailure failure = (ToolFailure) bench.results().getFirst().outcome();
        assertThat(failure.code()).isEqualTo(FailureCode.BACKEND_ERROR);
        assertThat(failure.message()).doesNotContain("hunter2");
    }

    @Test
    void shouldInterruptTheToolWhenItsTimeIsUp() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        var handler = handler(call -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
            }
            throw new AssertionError("unreachable");
        });

        handler.handle(delivery(request(List.of()), 1));

        assertThat(((ToolFailure) bench.results().getFirst().outcome()).code()).isEqualTo(FailureCode.TIMEOUT);
        interrupted.await();
    }

    @Test
    void shouldInterruptTheToolWhenTheJobIsStopped() throws Exception {
        var handler = handler(call -> {
            bench.stopJob();
            new CountDownLatch(1).await();
            throw new AssertionError("unreachable");
        });

        Disposition disposition = handler.handle(delivery(request(List.of()), 1));

        assertThat(disposition).isEqualTo(Disposition.ACCEPT);
        assertThat(((ToolFailure) bench.results().getFirst().outcome()).code()).isEqualTo(FailureCode.CANCELLED);
    }

    @Test
    void shouldRefuseAnAnswerThatIsNoPicture() throws Exception {
        var handler =
                handler(call -> new ToolReply.Picture("<html>".getBytes(StandardCharsets.UTF_8), "x", provenance()));

        handler.handle(delivery(request(List.of()), 1));

        assertThat(((ToolFailure) bench.results().getFirst().outcome()).code()).isEqualTo(FailureCode.BACKEND_ERROR);
    }

    @Test
    void shouldSendARecordAsideWhenItIsNoRequest() throws Exception {
        var handler = handler(call -> ToolReply.failed(FailureCode.REFUSED, "unreached"));

        Disposition disposition = handler.handle(new Delivery(
                Topics.toolRequests("test"),
                0,
                7,
                Optional.of("key"),
                "{".getBytes(StandardCharsets.UTF_8),
                1,
                TraceParent.start()));

        assertThat(disposition).isEqualTo(Disposition.REJECT);
        assertThat(bench.letters()).hasSize(1);
        assertThat(bench.letters().getFirst().offset()).isEqualTo(7);
        assertThat(bench.results()).isEmpty();
    }

    @Test
    void shouldGiveBackUntilTheLastDeliveryAndThenPublishAFailure() throws Exception {
        BlobRef missing = new BlobRef("0".repeat(64), "image/png", 1, 1, 1);
        var handler = handler(call -> ToolReply.failed(FailureCode.REFUSED, "unreached"));

        assertThatThrownBy(() -> handler.handle(delivery(request(List.of(missing)), 4)))
                .isInstanceOf(IllegalStateException.class);
        assertThat(bench.results()).isEmpty();

        Disposition last = handler.handle(delivery(request(List.of(missing)), 5));
        assertThat(last).isEqualTo(Disposition.REJECT);
        assertThat(bench.results()).hasSize(1);
        assertThat(bench.letters()).hasSize(1);
    }

    private ToolCallHandler handler(Tools.Work work) {
        return bench.handler(Tools.tool(1, work));
    }
}
