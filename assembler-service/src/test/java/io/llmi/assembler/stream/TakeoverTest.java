package io.llmi.assembler.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.llmi.assembler.Samples;
import io.llmi.assembler.Samples.Epoch;
import io.llmi.assembler.join.JoinLimits;
import io.llmi.events.Document;
import io.llmi.events.DocumentEvent;
import io.llmi.events.DraftEvent;
import io.llmi.events.EventCodec;
import io.llmi.events.JobStatus;
import io.llmi.events.JobSubmitted;
import io.llmi.events.MalformedEventException;
import io.llmi.events.ToolCall;
import io.llmi.events.ToolRequest;
import io.llmi.events.ToolResult;
import io.llmi.events.Topics;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

import static io.llmi.assembler.Samples.CREATED;
import static io.llmi.assembler.Samples.call;
import static io.llmi.assembler.Samples.edit;
import static io.llmi.assembler.Samples.job;
import static io.llmi.assembler.Samples.success;
import static org.assertj.core.api.Assertions.assertThat;

/** What a processor finds that is initialised on a store that another one wrote. */
class TakeoverTest {
    private static final ToolCall BOAT = call("diffusion", "a boat");
    private final KeyValueStore<String, byte[]> store = Stores.keyValueStoreBuilder(
                    Stores.inMemoryKeyValueStore(AssemblerTopology.JOURNAL), Serdes.String(), Serdes.ByteArray())
            .withLoggingDisabled()
            .build();
    private final List<Outbound> sent = new ArrayList<>();
    private final Epoch epoch = new Epoch(0);

    @Test
    void shouldGoOnWithTheSameDocumentWhenAnotherProcessTakesOver() {
        ToolCall night = edit(0, "night");
        Process first = new Process(CREATED, Duration.ofSeconds(120));
        first.feed(job(0), epoch.started(), epoch.text("Before. "), epoch.picture(BOAT), epoch.edited(night));
        for (int i = 0; i < 50; i++) {
            first.feed(epoch.text(i + " "));
        }

        Process second = new Process(CREATED.plusSeconds(60), Duration.ofSeconds(120));
        second.feed(success(BOAT, 0, "boat"), epoch.text("After."), epoch.ended());
        second.feed(success(night, request().fingerprint(), 1, "night"));

        List<DocumentEvent> events = events();
        assertThat(events).extracting(DocumentEvent::seq).isSorted().doesNotHaveDuplicates();
        assertThat(closed().status()).isEqualTo(JobStatus.COMPLETED);
        assertThat(fold(events.subList(0, events.size() - 1)).parts()).isEqualTo(closed().parts());
        assertThat(keys()).containsExactly(Samples.JOB.value());
    }

    @Test
    void shouldKeepTheDeadlineWhenAnotherProcessTakesOver() {
        new Process(CREATED, Duration.ofSeconds(120)).feed(job(0), epoch.started(), epoch.text("x"));

        new Process(CREATED.plusSeconds(60), Duration.ofSeconds(120)).tickAt(CREATED.plusSeconds(300));

        assertThat(closed().status()).isEqualTo(JobStatus.PARTIAL);
    }

    @Test
    void shouldDropLateRecordsWhenTheJobWasClosedByAnotherProcess() {
        new Process(CREATED, Duration.ofSeconds(120)).feed(job(0), epoch.started(), epoch.text("x"), epoch.ended());
        int before = sent.size();

        Process second = new Process(CREATED.plusSeconds(60), Duration.ofSeconds(120));
        second.feed(job(0), new Epoch(100).started());
        assertThat(sent).hasSize(before);

        second.tickAt(CREATED.plusSeconds(60).plus(TestBench.RETENTION));
        assertThat(keys()).isEmpty();
    }

    @Test
    void shouldRepeatTheTimeoutThatClientsSawWhenTheSettingChangedMeanwhile() {
        Process first = new Process(CREATED, Duration.ofSeconds(10));
        first.feed(job(0), epoch.started(), epoch.text("x"), epoch.picture(BOAT));
        first.tickAt(CREATED.plusSeconds(11));

        Process second = new Process(CREATED.plusSeconds(12), Duration.ofSeconds(120));
        second.feed(success(BOAT, 0, "boat"), epoch.ended());

        assertThat(events())
                .filteredOn(DocumentEvent.ImageReady.class::isInstance)
                .isEmpty();
        assertThat(closed().status()).isEqualTo(JobStatus.PARTIAL);
    }

    @Test
    void shouldStartFromTheStoreWhenATaskIsInitialisedAgain() {
        Process process = new Process(CREATED, Duration.ofSeconds(120));
        process.feed(job(0), epoch.started());
        DraftEvent.TextAppended aborted = epoch.text("aborted");
        List<String> before = keys();
        process.feed(aborted);
        // What the aborted transaction wrote is gone after the restore.
        keys().stream().filter(key -> !before.contains(key)).forEach(store::delete);
        sent.removeLast();

        process.initialise();
        process.feed(aborted, epoch.ended());

        assertThat(events()).extracting(DocumentEvent::seq).containsExactly(0L, 1L, 2L, 3L);
        assertThat(closed().parts()).containsExactly(new Document.TextPart("aborted"));
    }

    /** One processor on the shared store. */
    private final class Process {
        private final MockProcessorContext<String, Outbound> context = new MockProcessorContext<>();
        private final JoinProcessor processor;

        Process(Instant now, Duration callTimeout) {
            processor = new JoinProcessor(
                    new JoinLimits(callTimeout, Duration.ofMillis(250), 1000, 256),
                    TestBench.RETENTION,
                    Duration.ofMillis(200));
            context.setCurrentSystemTimeMs(now.toEpochMilli());
            if (!store.isOpen()) {
                store.init(context.getStateStoreContext(), store);
            }
            context.addStateStore(store);
            initialise();
        }

        void initialise() {
            processor.init(context);
        }

        void feed(Object... records) {
            for (Object record : records) {
                switch (record) {
                    case JobSubmitted job ->
                        feed(Topics.JOBS, EventCodec.of(JobSubmitted.class).encode(job));
                    case DraftEvent event ->
                        feed(
                                Topics.DOCUMENT_PARTS,
                                EventCodec.of(DraftEvent.class).encode(event));
                    case ToolResult result ->
                        feed(
                                Topics.TOOL_RESULTS,
                                EventCodec.of(ToolResult.class).encode(result));
                    default -> throw new IllegalArgumentException("no record of a source topic: " + record);
                }
            }
        }

        void tickAt(Instant now) {
            context.setCurrentSystemTimeMs(now.toEpochMilli());
            context.scheduledPunctuators().getLast().getPunctuator().punctuate(now.toEpochMilli());
            collect();
        }

        private void feed(String topic, byte[] value) {
            context.setRecordMetadata(topic, 0, 0);
            processor.process(new Record<>(
                    Samples.JOB.value(), value, CREATED.plusSeconds(1).toEpochMilli()));
            collect();
        }

        private void collect() {
            context.forwarded().forEach(forward -> sent.add(forward.record().value()));
            context.resetForwards();
        }
    }

    private List<DocumentEvent> events() {
        return decoded(Topics.DOCUMENT_EVENTS, EventCodec.of(DocumentEvent.class));
    }

    private ToolRequest request() {
        return decoded(Topics.toolRequests("edit"), EventCodec.of(ToolRequest.class))
                .getFirst();
    }

    private <T> List<T> decoded(String topic, EventCodec<T> codec) {
        List<T> all = new ArrayList<>();
        for (Outbound outbound : sent) {
            if (outbound.topic().equals(topic)) {
                try {
                    all.add(codec.decode(outbound.value()));
                } catch (MalformedEventException e) {
                    throw new AssertionError(e);
                }
            }
        }
        return all;
    }

    private Document closed() {
        return ((DocumentEvent.Closed) events().getLast()).document();
    }

    private List<String> keys() {
        List<String> keys = new ArrayList<>();
        try (var all = store.all()) {
            all.forEachRemaining(entry -> keys.add(entry.key));
        }
        return keys;
    }

    private static Document fold(List<DocumentEvent> events) {
        Document document = Document.empty(Samples.JOB, "", CREATED);
        for (DocumentEvent event : events) {
            document = document.after(event);
        }
        return document;
    }
}
