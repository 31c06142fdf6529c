package io.llmi.toolkit.ledger;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import io.llmi.events.CallId;
import io.llmi.events.DraftId;
import io.llmi.events.JobId;
import io.llmi.events.Json;
import io.llmi.events.Provenance;
import io.llmi.events.ToolCall;
import io.llmi.events.ToolRequest;
import io.llmi.toolkit.blob.FileBlobStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class CallLedgerTest {
    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");

    @TempDir
    Path directory;

    private FileBlobStore store;

    @BeforeEach
    void open() {
        store = new FileBlobStore(directory);
    }

    @Test
    void shouldCountTheBackendCallsOfAllDeliveriesTogetherWhenWorkersDie() {
        CallLedger ledger = new CallLedger(store, 5);
        int claimed = 0;
        for (int delivery = 1; delivery <= 4; delivery++) {
            CallPage page = ledger.open(request("a"), delivery);
            page.take();
            claimed += page.beginCall() ? 1 : 0;
            claimed += page.beginCall() ? 1 : 0;
        }

        assertThat(claimed).isEqualTo(5);
        assertThat(ledger.open(request("b"), 1).beginCall()).isTrue();
    }

    @Test
    void shouldNotExceedTheLimitWhenWorkersClaimAtTheSameTime() throws Exception {
        CallLedger ledger = new CallLedger(store, 7);
        List<Callable<Boolean>> claims = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            int delivery = 1 + i % 4;
            claims.add(() -> ledger.open(request("a"), delivery).beginCall());
        }
        int claimed = 0;
        ExecutorService workers = Executors.newFixedThreadPool(16);
        try {
            for (Future<Boolean> claim : workers.invokeAll(claims)) {
                claimed += claim.get() ? 1 : 0;
            }
        } finally {
            workers.shutdownNow();
        }

        assertThat(claimed).isEqualTo(7);
    }

    @Test
    void shouldKnowThatItIsOverrunWhenALaterDeliveryWasTakenUpOverOneThatLeftNoTrace() {
        CallLedger ledger = new CallLedger(store, 5);
        CallPage first = ledger.open(request("a"), 1);
        first.take();
        assertThat(first.isOverrun()).isFalse();

        CallPage third = ledger.open(request("a"), 3);
        third.take();

        assertThat(first.isOverrun()).isTrue();
        assertThat(third.isOverrun()).isFalse();
    }

    @Test
    void shouldKnowOfADeathWhenDeliveriesAfterItReachedNobody() {
        CallLedger ledger = new CallLedger(store, 5);
        ledger.open(request("a"), 1).take();
        assertThat(ledger.open(request("a"), 3).deaths()).isZero();

        ledger.open(request("a"), 3).take();
        ledger.open(request("a"), 6).take();

        assertThat(ledger.open(request("a"), 9).deaths()).isEqualTo(2);
    }

    @Test
    void shouldKnowOfNoDeathWhenTheDeliveryBeforeWasGivenBack() {
        CallLedger ledger = new CallLedger(store, 5);
        CallPage page = ledger.open(request("a"), 4);
        page.take();
        page.giveBack();

        assertThat(ledger.open(request("a"), 5).deaths()).isZero();
    }

    @Test
    void shouldDeleteWhatIsTooOldAndKeepTheRest() throws Exception {
        CallLedger ledger = new CallLedger(store, 5);
        ResultCache cache = new ResultCache(store, Duration.ofHours(1), Clock.systemUTC());
        ledger.open(request("old"), 1).beginCall();
        cache.keep("old", result());
        try (Stream<Path> files = Files.walk(directory.resolve("objects"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
            }
        }
        ledger.open(request("new"), 1).beginCall();
        cache.keep("new", result());
        Janitor janitor = new Janitor(store, Duration.ofHours(1), Duration.ofHours(1), Clock.systemUTC());

        int deleted = 0;
        for (int shard = 0; shard < ShardedName.SHARDS; shard++) {
            deleted += janitor.sweep(shard);
        }

        assertThat(deleted).isEqualTo(2);
        assertThat(store.listObjects(CallLedger.PREFIX)).hasSize(1);
        assertThat(store.listObjects(ResultCache.PREFIX)).hasSize(1);
        assertThat(cache.find("new")).isPresent();
    }

    @Test
    void shouldMissWhenAnEntryIsTooOldOrItsBlobIsGoneOrItIsDamaged() {
        ResultCache young = new ResultCache(store, Duration.ofHours(1), Clock.fixed(NOW, java.time.ZoneOffset.UTC));
        ResultCache later = new ResultCache(
                store, Duration.ofHours(1), Clock.fixed(NOW.plusSeconds(3601), java.time.ZoneOffset.UTC));
        young.keep("k", result());
        assertThat(young.find("k").orElseThrow().alt()).isEqualTo("a tide");
        assertThat(young.find("k").orElseThrow().bytes()).isEqualTo(result().bytes());
        assertThat(young.find("other")).isEmpty();
        assertThat(later.find("k")).isEmpty();

        store.delete(store.put(result().bytes()));
        assertThat(young.find("k")).isEmpty();

        young.keep("k", result());
        store.writeObject(store.listObjects(ResultCache.PREFIX).getFirst(), "{\"sha256\":7".getBytes());
        assertThat(young.find("k")).isEmpty();
    }

    private static ResultCache.Result result() {
        return new ResultCache.Result(
                new byte[] {1, 2, 3},
                "a tide",
                Provenance.madeBy("test", Json.mapper().createObjectNode()),
                List.of("a warning"));
    }

    private static ToolRequest request(String fingerprint) {
        return new ToolRequest(
                new CallId(new DraftId(JobId.derived("t", "k"), 0), 0),
                new ToolCall("test", "x", Json.mapper().createObjectNode()),
                fingerprint,
                List.of(),
                Optional.empty(),
                NOW,
                NOW);
    }
}
