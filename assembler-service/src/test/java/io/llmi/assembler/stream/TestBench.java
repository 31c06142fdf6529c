package io.llmi.assembler.stream;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;

import io.llmi.assembler.Samples;
import io.llmi.assembler.join.JoinLimits;
import io.llmi.events.DeadLetter;
import io.llmi.events.DocumentEvent;
import io.llmi.events.DraftEvent;
import io.llmi.events.EventCodec;
import io.llmi.events.JobControl;
import io.llmi.events.JobSubmitted;
import io.llmi.events.JobSummary;
import io.llmi.events.MalformedEventException;
import io.llmi.events.ToolRequest;
import io.llmi.events.ToolResult;
import io.llmi.events.Topics;
import io.llmi.events.TraceParent;
import io.llmi.events.WebhookNotice;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;

/** The topology in a test driver, with a clock that only the test moves. */
final class TestBench implements AutoCloseable {
    static final Duration RETENTION = Duration.ofMinutes(15);
    static final String CHANGELOG = "assembler-test-" + AssemblerTopology.JOURNAL + "-changelog";
    private static final JoinLimits LIMITS = new JoinLimits(Duration.ofSeconds(120), Duration.ofMillis(250), 1000, 256);

    private final TopologyTestDriver driver;

    TestBench() {
        this(Samples.CREATED);
    }

    TestBench(Instant start) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "assembler-test");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:9092");
        driver = new TopologyTestDriver(
                AssemblerTopology.build(LIMITS, RETENTION, Duration.ofMillis(200)), properties, start);
    }

    TestBench feed(Object... records) {
        for (Object record : records) {
            switch (record) {
                case JobSubmitted job ->
                    feed(Topics.JOBS, EventCodec.of(JobSubmitted.class).encode(job));
                case JobControl control ->
                    feed(Topics.JOB_CONTROL, EventCodec.of(JobControl.class).encode(control));
                case DraftEvent event ->
                    feed(Topics.DOCUMENT_PARTS, EventCodec.of(DraftEvent.class).encode(event));
                case ToolResult result ->
                    feed(Topics.TOOL_RESULTS, EventCodec.of(ToolResult.class).encode(result));
                default -> throw new IllegalArgumentException("no record of a source topic: " + record);
            }
        }
        return this;
    }

    void feed(String topic, byte[] value) {
        feed(topic, Samples.JOB.value(), value, new RecordHeaders());
    }

    void feed(String topic, String key, byte[] value, RecordHeaders headers) {
        driver.createInputTopic(topic, new StringSerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<>(key, value, headers, Samples.CREATED.plusSeconds(1)));
    }

    void feed(DraftEvent event, TraceParent trace) {
        RecordHeaders headers = new RecordHeaders();
        headers.add(TraceParent.HEADER, trace.toString().getBytes(StandardCharsets.UTF_8));
        byte[] value = EventCodec.of(DraftEvent.class).encode(event);
        feed(Topics.DOCUMENT_PARTS, Samples.JOB.value(), value, headers);
    }

    TestBench pass(Duration time) {
        driver.advanceWallClockTime(time);
        return this;
    }

    List<DocumentEvent> events() {
        return read(Topics.DOCUMENT_EVENTS, EventCodec.of(DocumentEvent.class));
    }

    List<ToolRequest> requests(String tool) {
        return read(Topics.toolRequests(tool), EventCodec.of(ToolRequest.class));
    }

    List<JobControl> controls() {
        return read(Topics.JOB_CONTROL, EventCodec.of(JobControl.class));
    }

    List<JobSummary> summaries() {
        return read(Topics.JOB_SUMMARIES, EventCodec.of(JobSummary.class));
    }

    List<WebhookNotice> webhooks() {
        return read(Topics.WEBHOOKS, EventCodec.of(WebhookNotice.class));
    }

    List<DeadLetter> deadLetters() {
        return read(Topics.DEAD_LETTERS, EventCodec.of(DeadLetter.class));
    }

    /** The records that were written to a topic since the last look. */
    List<TestRecord<String, byte[]>> records(String topic) {
        return driver.createOutputTopic(topic, new StringDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    KeyValueStore<String, byte[]> store() {
        return driver.getKeyValueStore(AssemblerTopology.JOURNAL);
    }

    @Override
    public void close() {
        driver.close();
    }

    private <T> List<T> read(String topic, EventCodec<T> codec) {
        return records(topic).stream()
                .map(record -> {
                    try {
                        return codec.decode(record.value());
                    } catch (MalformedEventException e) {
                        throw new AssertionError(e);
                    }
                })
                .toList();
    }
}
