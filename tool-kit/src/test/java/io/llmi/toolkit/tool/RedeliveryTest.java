package io.llmi.toolkit.tool;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.llmi.events.FailureCode;
import io.llmi.events.ToolFailure;
import io.llmi.events.ToolRequest;
import io.llmi.events.ToolSuccess;
import io.llmi.toolkit.ledger.CallLedger;
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

/** What the ledger is for: a request that is delivered again. */
class RedeliveryTest {
    @TempDir
    Path directory;

    private HandlerBench bench;
    private final AtomicInteger runs = new AtomicInteger();

    @BeforeEach
    void open() {
        bench = new HandlerBench(directory);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void shouldPublishTheSameResultWithoutWorkWhenTheCallWasFinishedBefore() throws Exception {
        ToolCallHandler handler = bench.handler(picturing());

        handler.handle(delivery(request(List.of()), 1));
        Disposition again = handler.handle(delivery(request(List.of()), 2));

        assertThat(again).isEqualTo(Disposition.ACCEPT);
        assertThat(runs).hasValue(1);
        assertThat(bench.results()).hasSize(2);
        assertThat(bench.results().get(1)).isEqualTo(bench.results().get(0));
        assertThat(bench.registry()
                        .counter("llmi.tool.redelivered", "tool", "test")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void shouldRepeatAFailureTooWhenItWasTheOutcome() throws Exception {
        ToolCallHandler handler = bench.handler(Tools.tool(5, call -> {
            runs.incrementAndGet();
            return ToolReply.failed(FailureCode.REFUSED, "no");
        }));

        handler.handle(delivery(request(List.of()), 1));
        handler.handle(delivery(request(List.of()), 2));

        assertThat(runs).hasValue(1);
        assertThat(bench.results())
                .extracting(result -> result.outcome())
                .containsOnly(new ToolFailure(FailureCode.REFUSED, "no"));
    }

    @Test
    void shouldWorkAgainWhenTheFinishedPictureIsGone() throws Exception {
        ToolCallHandler handler = bench.handler(picturing());
        handler.handle(delivery(request(List.of()), 1));
        bench.blobs()
                .delete(((ToolSuccess) bench.results().getFirst().outcome())
                        .image()
                        .sha256());

        handler.handle(delivery(request(List.of()), 2));

        assertThat(runs).hasValue(2);
        assertThat(bench.results()).hasSize(2);
    }

    @Test
    void shouldNotMixUpCallsWhenTheirFingerprintsDiffer() throws Exception {
        ToolCallHandler handler = bench.handler(picturing());
        ToolRequest first = request(List.of());
        ToolRequest other = new ToolRequest(
                first.call(),
                first.work(),
                "../../another\u0000fingerprint",
                List.of(),
                first.derivedFrom(),
                first.requestedAt(),
                first.deadline());

        handler.handle(delivery(first, 1));
        handler.handle(delivery(other, 1));

        assertThat(runs).hasValue(2);
    }

    @Test
    void shouldNotPublishWhenALaterDeliveryWasTakenUpMeanwhile() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<ToolReply> slow = new CompletableFuture<>();
        ToolCallHandler zombie = bench.handler(Tools.tool(30, call -> {
            begun.countDown();
            return slow.get();
        }));
        Future<Disposition> first = bench.threads().submit(() -> zombie.handle(delivery(request(List.of()), 1)));
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();

        CountDownLatch secondBegun = new CountDownLatch(1);
        CompletableFuture<ToolReply> later = new CompletableFuture<>();
        ToolCallHandler next = bench.handler(Tools.tool(30, call -> {
            secondBegun.countDown();
            return later.get();
        }));
        Future<Disposition> second = bench.threads().submit(() -> next.handle(delivery(request(List.of()), 2)));
        assertThat(secondBegun.await(10, TimeUnit.SECONDS)).isTrue();

        slow.complete(new ToolReply.Picture(png(8, 8, 10), "the zombie's", provenance()));
        first.get(10, TimeUnit.SECONDS);
        assertThat(bench.results()).isEmpty();

        later.complete(new ToolReply.Picture(png(8, 8, 20), "the second's", provenance()));
        second.get(10, TimeUnit.SECONDS);
        assertThat(bench.results()).hasSize(1);
        // The paid-for result that was on record first is the one that counts.
        assertThat(((ToolSuccess) bench.results().getFirst().outcome()).alt()).isEqualTo("the zombie's");
    }

    @Test
    void shouldGiveUpWithoutTryingWhenWorkersKeepDyingOfIt() throws Exception {
        ToolRequest request = request(List.of());
        CallLedger ledger = new CallLedger(bench.blobs(), 5);
        ledger.open(request, 3).take();
        ledger.open(request, 4).take();
        ToolCallHandler handler = bench.handler(picturing());

        Disposition last = handler.handle(delivery(request, 6));

        assertThat(last).isEqualTo(Disposition.REJECT);
        assertThat(runs).hasValue(0);
        assertThat(bench.letters()).hasSize(1);
        assertThat(((ToolFailure) bench.results().getFirst().outcome()).code()).isEqualTo(FailureCode.BACKEND_ERROR);
    }

    @Test
    void shouldTryOnTheLastDeliveryWhenTheOnesBeforeWereGivenBack() throws Exception {
        ToolRequest request = request(List.of());
        var page = new CallLedger(bench.blobs(), 5).open(request, 9);
        page.take();
        page.giveBack();
        ToolCallHandler handler = bench.handler(picturing());

        assertThat(handler.handle(delivery(request, 10))).isEqualTo(Disposition.ACCEPT);
        assertThat(runs).hasValue(1);
    }

    private Tool picturing() {
        return Tools.tool(5, call -> {
            runs.incrementAndGet();
            return new ToolReply.Picture(png(8, 8, runs.get()), "a tide", provenance());
        });
    }
}
