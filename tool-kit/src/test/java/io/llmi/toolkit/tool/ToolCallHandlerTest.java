package io.llmi.toolkit.tool;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import javax.imageio.ImageIO;

import io.llmi.events.BlobRef;
import io.llmi.events.CallId;
import io.llmi.events.DeadLetter;
import io.llmi.events.DraftId;
import io.llmi.events.EventCodec;
import io.llmi.events.FailureCode;
import io.llmi.events.JobId;
import io.llmi.events.Json;
import io.llmi.events.Provenance;
import io.llmi.events.ToolCall;
import io.llmi.events.ToolFailure;
import io.llmi.events.ToolManifest;
import io.llmi.events.ToolRequest;
import io.llmi.events.ToolResult;
import io.llmi.events.ToolSuccess;
import io.llmi.events.Topics;
import io.llmi.events.TraceParent;
import io.llmi.toolkit.blob.FileBlobStore;
import io.llmi.toolkit.job.JobControls;
import io.llmi.toolkit.kafka.EventPublisher;
import io.llmi.toolkit.queue.ShareQueue.Delivery;
import io.llmi.toolkit.queue.ShareQueue.Disposition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ToolCallHandlerTest {
    private static final CallId CALL = new CallId(new DraftId(JobId.derived("t", "k"), 0), 0);

    @TempDir
    Path directory;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Recorder published = new Recorder();
    private final Stops stops = new Stops();
    private FileBlobStore blobs;

    @BeforeEach
    void open() {
        blobs = new FileBlobStore(directory);
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
    }

    @Test
    void shouldStoreThePictureBeforeItIsPublished() throws Exception {
        var handler = handler(call -> new ToolReply.Picture(png(), "a tide", provenance()));

        Disposition disposition = handler.handle(delivery(request(List.of()), 1));

        assertThat(disposition).isEqualTo(Disposition.ACCEPT);
        ToolSuccess success = (ToolSuccess) published.results.getFirst().outcome();
        assertThat(blobs.get(success.image().sha256())).hasValue(png());
        assertThat(success.image().width()).isEqualTo(8);
        assertThat(success.alt()).isEqualTo("a tide");
        assertThat(published.results.getFirst().fingerprint()).isEqualTo("fp");
    }

    @Test
    void shouldHandTheInputPicturesOverWhenTheRequestNamesThem() throws Exception {
        BlobRef input = new BlobRef(blobs.put(png()), "image/png", 8, 8, png().length);
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
        assertThat(published.results)
                .extracting(ToolResult::outcome)
                .containsExactly(new ToolFailure(FailureCode.REFUSED, "no"));
    }

    @Test
    void shouldNotLeakADefectsMessageIntoTheDocument() throws Exception {
        var handler = handler(call -> {
            throw new IllegalStateException("password=hunter2");
        });

        handler.handle(delivery(request(List.of()), 1));

        ToolFailure failure = (ToolFailure) published.results.getFirst().outcome();
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

        assertThat(((ToolFailure) published.results.getFirst().outcome()).code())
                .isEqualTo(FailureCode.TIMEOUT);
        interrupted.await();
    }

    @Test
    void shouldInterruptTheToolWhenTheJobIsStopped() throws Exception {
        var handler = handler(call -> {
            stops.stop();
            new CountDownLatch(1).await();
            throw new AssertionError("unreachable");
        });

        Disposition disposition = handler.handle(delivery(request(List.of()), 1));

        assertThat(disposition).isEqualTo(Disposition.ACCEPT);
        assertThat(((ToolFailure) published.results.getFirst().outcome()).code())
                .isEqualTo(FailureCode.CANCELLED);
    }

    @Test
    void shouldRefuseAnAnswerThatIsNoPicture() throws Exception {
        var handler =
                handler(call -> new ToolReply.Picture("<html>".getBytes(StandardCharsets.UTF_8), "x", provenance()));

        handler.handle(delivery(request(List.of()), 1));

        assertThat(((ToolFailure) published.results.getFirst().outcome()).code())
                .isEqualTo(FailureCode.BACKEND_ERROR);
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
        assertThat(published.letters).hasSize(1);
        assertThat(published.letters.getFirst().offset()).isEqualTo(7);
        assertThat(published.results).isEmpty();
    }

    @Test
    void shouldGiveBackUntilTheLastDeliveryAndThenPublishAFailure() throws Exception {
        BlobRef missing = new BlobRef("0".repeat(64), "image/png", 1, 1, 1);
        var handler = handler(call -> ToolReply.failed(FailureCode.REFUSED, "unreached"));

        assertThatThrownBy(() -> handler.handle(delivery(request(List.of(missing)), 4)))
                .isInstanceOf(IllegalStateException.class);
        assertThat(published.results).isEmpty();

        Disposition last = handler.handle(delivery(request(List.of(missing)), 5));
        assertThat(last).isEqualTo(Disposition.REJECT);
        assertThat(published.results).hasSize(1);
        assertThat(published.letters).hasSize(1);
    }

    private interface Work {
        ToolReply call(ToolInvocation invocation) throws Exception;
    }

    private ToolCallHandler handler(Work work) {
        Tool tool = new Tool() {
            @Override
            public ToolManifest manifest() {
                return new ToolManifest(
                        "test", "", Json.mapper().createObjectNode(), List.of(), false, List.of(), 1, Instant.EPOCH);
            }

            @Override
            public ToolReply call(ToolInvocation invocation) throws Exception {
                return work.call(invocation);
            }
        };
        return new ToolCallHandler(
                tool, new CallRunner(tool, threads), published, blobs, stops, new Settings(), Clock.systemUTC());
    }

    private static ToolRequest request(List<BlobRef> inputs) {
        return new ToolRequest(
                CALL,
                new ToolCall("test", "a picture", Json.mapper().createObjectNode()),
                "fp",
                inputs,
                Optional.empty(),
                Instant.now(),
                Instant.now().plusSeconds(60));
    }

    private static Delivery delivery(ToolRequest request, int deliveryCount) {
        return new Delivery(
                Topics.toolRequests("test"),
                0,
                0,
                Optional.of(CALL.job().value()),
                EventCodec.of(ToolRequest.class).encode(request),
                deliveryCount,
                TraceParent.start());
    }

    private static Provenance provenance() {
        return Provenance.madeBy("test", Json.mapper().createObjectNode());
    }

    private static byte[] png() {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "png", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Recorder implements EventPublisher {
        private final List<ToolResult> results = new ArrayList<>();
        private final List<DeadLetter> letters = new ArrayList<>();

        @Override
        public <T> CompletableFuture<Void> publish(
                String topic, String key, T event, EventCodec<T> codec, TraceParent trace) {
            if (event instanceof ToolResult result) {
                results.add(result);
            } else if (event instanceof DeadLetter letter) {
                letters.add(letter);
            }
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletableFuture<Void> tombstone(String topic, String key, TraceParent trace) {
            throw new UnsupportedOperationException();
        }
    }

    private static final class Stops implements JobControls {
        private final CompletableFuture<Runnable> callback = new CompletableFuture<>();

        void stop() {
            callback.join().run();
        }

        @Override
        public boolean isStopped(JobId job) {
            return false;
        }

        @Override
        public AutoCloseable onStop(JobId job, Runnable whenStopped) {
            callback.complete(whenStopped);
            return () -> {};
        }
    }

    private static final class Settings implements ToolSettings {
        @Override
        public int slots() {
            return 1;
        }

        @Override
        public Map<String, Integer> slotsOf() {
            return Map.of();
        }

        @Override
        public Duration drain() {
            return Duration.ofSeconds(1);
        }

        @Override
        public Duration heartbeat() {
            return Duration.ofSeconds(5);
        }

        @Override
        public Duration liveness() {
            return Duration.ofSeconds(30);
        }

        @Override
        public long maxPixels() {
            return 1_000_000;
        }
    }
}
