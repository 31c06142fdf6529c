package io.llmi.parser;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

import io.llmi.events.CallId;
import io.llmi.events.DeadLetter;
import io.llmi.events.DraftEvent;
import io.llmi.events.DraftId;
import io.llmi.events.EventCodec;
import io.llmi.events.FailureCode;
import io.llmi.events.JobId;
import io.llmi.events.PlanContext;
import io.llmi.events.PlanEvent;
import io.llmi.events.PlanOutcome;
import io.llmi.events.TokenUsage;
import io.llmi.events.ToolRequest;
import io.llmi.events.Topics;
import io.llmi.events.TraceParent;
import io.llmi.parser.scan.ScanLimits;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ParserTopologyTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant DEADLINE = START.plusSeconds(300);
    private static final JobId JOB = JobId.derived("test", "job");
    private static final DraftId DRAFT = new DraftId(JOB, 0);
    private static final EventCodec<PlanEvent> PLAN = EventCodec.of(PlanEvent.class);
    private static final EventCodec<DraftEvent> PART = EventCodec.of(DraftEvent.class);
    private static final ParserLimits LIMITS = new ParserLimits(ScanLimits.DEFAULT, 200, Duration.ofMinutes(15));

    private TopologyTestDriver driver = driver();

    @BeforeEach
    void begin() {
        send(started(0, "a", 3));
    }

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void shouldDispatchTheCallWhenItsTagClosesBeforeTheTextEnds() {
        send(text(0, "a", 1, "Look: " + tag("search")));

        ToolRequest request = requests("search").getFirst();
        assertThat(request.call()).isEqualTo(new CallId(DRAFT, 0));
        assertThat(request.fingerprint()).isEqualTo(request.work().fingerprint());
        assertThat(request.requestedAt()).isEqualTo(START);
        assertThat(request.deadline()).isEqualTo(DEADLINE);
        assertThat(parts())
                .containsExactly(
                        new DraftEvent.Started(DRAFT, 0, 0, context(3)),
                        new DraftEvent.TextAppended(DRAFT, 0, 1, "Look: "),
                        new DraftEvent.ImageRequested(DRAFT, 0, 2, 0, request.work(), true));
    }

    @Test
    void shouldContinueTheTraceWhenItSendsARecord() {
        TraceParent trace = TraceParent.start();
        RecordHeaders headers = new RecordHeaders();
        headers.add(TraceParent.HEADER, trace.toString().getBytes(StandardCharsets.UTF_8));
        input(JOB.value(), PLAN.encode(text(0, "a", 1, tag("search"))), headers);

        var sent = output(Topics.toolRequests("search")).readRecord();

        assertThat(sent.key()).isEqualTo(JOB.value());
        String header = new String(sent.headers().lastHeader(TraceParent.HEADER).value(), StandardCharsets.UTF_8);
        assertThat(TraceParent.parse(header).orElseThrow().traceId()).isEqualTo(trace.traceId());
        assertThat(new String(sent.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8))
                .isEqualTo("io.llmi.ToolRequest");
    }

    @Test
    void shouldLeaveTheDispatchToTheAssemblerWhenATagChangesAPicture() {
        send(text(0, "a", 1, tag("edit")));

        assertThat(requests("edit")).isEmpty();
        assertThat(parts().getLast())
                .isInstanceOfSatisfying(
                        DraftEvent.ImageRequested.class,
                        image -> assertThat(image.dispatched()).isFalse());
    }

    @Test
    void shouldGiveOutWhatIsHeldBackWhenThePlanEnds() {
        send(text(0, "a", 1, "a <im"));
        send(ended(0, "a", 2));

        assertThat(parts().subList(1, 4))
                .containsExactly(
                        new DraftEvent.TextAppended(DRAFT, 0, 1, "a "),
                        new DraftEvent.TextAppended(DRAFT, 0, 2, "<im"),
                        new DraftEvent.Ended(
                                DRAFT, 0, 3, PlanOutcome.COMPLETED, Optional.empty(), new TokenUsage(1, 2)));
    }

    @Test
    void shouldTakeARecordOnceWhenItIsRepeatedOrOfAnotherRun() {
        PlanEvent chunk = text(0, "a", 1, tag("search"));
        send(chunk);
        send(chunk);
        send(started(0, "b", 3));
        send(text(0, "b", 1, "other run"));
        send(text(0, "b", 2, "other run"));
        send(ended(0, "a", 2));
        send(text(0, "a", 3, "too late"));

        assertThat(requests("search")).hasSize(1);
        assertThat(parts()).extracting(DraftEvent::seq).containsExactly(0, 1, 2);
        assertThat(letters()).isEmpty();
    }

    @Test
    void shouldBeginAgainWhenTheEpochRises() {
        send(text(0, "a", 1, tag("search") + "<imgen>{'source': 'se"));
        send(started(1, "b", 3));
        send(text(0, "a", 2, "arch'}</imgen>"));
        send(text(1, "b", 1, "Again. " + tag("search")));

        List<DraftEvent> parts = parts();
        assertThat(parts.subList(2, 4))
                .containsExactly(
                        new DraftEvent.Started(DRAFT, 1, 0, context(3)),
                        new DraftEvent.TextAppended(DRAFT, 1, 1, "Again. "));
        assertThat(requests("search"))
                .extracting(request -> request.call().slot())
                .containsExactly(0, 0);
    }

    @Test
    void shouldKeepADraftWhenItsPlanHasEndedAndTheEpochRises() {
        send(text(0, "a", 1, tag("search")));
        send(ended(0, "a", 2));
        parts();

        send(started(1, "b", 3));
        send(text(1, "b", 1, tag("search")));

        assertThat(parts()).isEmpty();
        assertThat(requests("search")).hasSize(1);
    }

    @Test
    void shouldSendRecordsAsideAndGoOnWhenTheyAreMalformed() {
        input(JOB.value(), "{\"type\":\"text\"".getBytes(StandardCharsets.UTF_8), new RecordHeaders());
        input(JOB.value(), "{\"type\":\"text\"}".getBytes(StandardCharsets.UTF_8), new RecordHeaders());
        input(JOB.value(), null, new RecordHeaders());
        input("another key", PLAN.encode(text(0, "a", 1, "x")), new RecordHeaders());
        input(null, PLAN.encode(text(0, "a", 1, "x")), new RecordHeaders());
        send(text(7, "z", 1, "no beginning"));
        send(text(0, "a", 1, "fine"));

        assertThat(letters()).hasSize(6).allSatisfy(letter -> {
            assertThat(letter.topic()).isEqualTo(Topics.PLAN_CHUNKS);
            assertThat(letter.reason()).isNotBlank();
        });
        assertThat(parts().getLast()).isEqualTo(new DraftEvent.TextAppended(DRAFT, 0, 1, "fine"));
    }

    @Test
    @DisplayName("bad input 79: an event of an unknown version; bad input 74: nesting and numbers without end")
    void shouldSendRecordsAsideAndGoOnWhenTheirKindIsUnknownOrTheirJsonIsABomb() {
        String head = "{\"draft\":\"%s\",\"epoch\":0,\"run\":\"a\",\"seq\":1,".formatted(DRAFT);
        for (String bad : List.of(
                head + "\"type\":\"text.v9\",\"text\":\"x\"}",
                head + "\"type\":\"text\",\"text\":" + "[".repeat(100_000),
                head.replace("\"seq\":1", "\"seq\":" + "1".repeat(1_000)) + "\"type\":\"text\",\"text\":\"x\"}",
                head.replace("\"seq\":1", "\"seq\":1e999999999") + "\"type\":\"text\",\"text\":\"x\"}")) {
            input(JOB.value(), bad.getBytes(StandardCharsets.UTF_8), new RecordHeaders());
        }
        send(text(0, "a", 1, "fine"));

        assertThat(letters()).hasSize(4);
        assertThat(parts().getLast()).isEqualTo(new DraftEvent.TextAppended(DRAFT, 0, 1, "fine"));
    }

    @Test
    @DisplayName("bad input 79: headers of a megabyte")
    void shouldTakeARecordAndPassNothingOfItOnWhenItsHeadersAreHuge() {
        byte[] megabyte = "a".repeat(1_000_000).getBytes(StandardCharsets.UTF_8);
        RecordHeaders headers = new RecordHeaders();
        headers.add(TraceParent.HEADER, megabyte);
        headers.add("ce_type", megabyte);
        headers.add("x-other", megabyte);
        input(JOB.value(), PLAN.encode(text(0, "a", 1, tag("search"))), headers);

        var sent = output(Topics.toolRequests("search")).readRecord();

        assertThat(sent.headers())
                .allSatisfy(header -> assertThat(header.value().length).isLessThan(100));
        assertThat(letters()).isEmpty();
    }

    @Test
    void shouldRejectTheTagWhenTheJobMayNotUseTheTool() {
        send(text(0, "a", 1, tag("diffusion") + tag("../x") + "<imgen>?</imgen>"));

        List<DraftEvent.ImageRejected> rejected = rejected();
        assertThat(rejected)
                .extracting(image -> image.failure().code())
                .containsExactly(FailureCode.UNKNOWN_TOOL, FailureCode.UNKNOWN_TOOL, FailureCode.UNREADABLE_TAG);
        assertThat(rejected).extracting(DraftEvent.ImageRejected::slot).containsExactly(0, 1, 2);
        assertThat(rejected.getFirst().failure().message()).contains("'diffusion'", "search, code, edit");
    }

    @Test
    @DisplayName("bad input 76: 10,000 calls in one plan")
    void shouldRejectAndThenLeaveOutTagsWhenThereAreTooMany() {
        send(text(0, "a", 1, tag("search").repeat(10_000)));
        send(text(0, "a", 2, "End."));

        assertThat(requests("search")).hasSize(3);
        List<DraftEvent> parts = parts();
        assertThat(parts).hasSize(1 + 3 + 10 + 1);
        assertThat(parts.subList(4, 14))
                .allSatisfy(part -> assertThat(part)
                        .isInstanceOfSatisfying(
                                DraftEvent.ImageRejected.class,
                                image -> assertThat(image.failure().code()).isEqualTo(FailureCode.LIMIT_EXCEEDED)));
        assertThat(((DraftEvent.ImageRejected) parts.get(13)).failure().message())
                .contains("all further ones");
        assertThat(parts).extracting(DraftEvent::seq).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void shouldCutTextWhenAChunkIsHuge() {
        String huge = "😀".repeat(100_000) + "x";
        send(text(0, "a", 1, huge));

        List<DraftEvent> parts = parts();
        StringBuilder joined = new StringBuilder();
        parts.subList(1, parts.size()).forEach(part -> joined.append(((DraftEvent.TextAppended) part).text()));
        assertThat(parts.size()).isGreaterThan(3);
        assertThat(joined.toString()).isEqualTo(huge);
    }

    @Test
    void shouldGoOnInsideATagWhenTheProcessDies() {
        String document = "Hi 😀 " + tag("search") + " <think>no</think>\n```\n" + tag("code") + "\n``` Bye.";
        int seq = 1;
        for (char c : document.toCharArray()) {
            send(text(0, "a", seq++, String.valueOf(c)));
            moveToAnotherProcess();
        }
        send(ended(0, "a", seq));

        StringBuilder shown = new StringBuilder();
        for (DraftEvent part : collected) {
            switch (part) {
                case DraftEvent.TextAppended text -> shown.append(text.text());
                case DraftEvent.ImageRequested image -> shown.append('#').append(image.slot());
                case DraftEvent.Started started -> shown.append('^');
                case DraftEvent.Ended ended -> shown.append('$');
                case DraftEvent.ImageRejected rejected -> shown.append(rejected);
            }
        }
        parts().forEach(part -> shown.append(part instanceof DraftEvent.Ended ? "$" : part.toString()));
        assertThat(shown.toString()).isEqualTo("^Hi 😀 #0 \n#1 Bye.$");
        assertThat(driver.<String, byte[]>getKeyValueStore(ParserTopology.LOG).approximateNumEntries())
                .isZero();
    }

    @Test
    void shouldForgetDraftsWhenTheirTimeIsOver() {
        send(ended(0, "a", 1));
        DraftId unfinished = new DraftId(JOB, 1);
        send(new PlanEvent.Started(unfinished, 0, "u", 0, context(3)));
        KeyValueStore<String, DraftState> states = driver.getKeyValueStore(ParserTopology.STATES);

        driver.advanceWallClockTime(Duration.ofMinutes(14));
        assertThat(states.get(DRAFT.toString())).isNotNull();
        driver.advanceWallClockTime(Duration.ofMinutes(2));
        assertThat(states.get(DRAFT.toString())).isNull();
        assertThat(states.get(unfinished.toString())).isNotNull();
        driver.advanceWallClockTime(Duration.ofMinutes(5));
        assertThat(states.get(unfinished.toString())).isNull();
        assertThat(driver.getKeyValueStore(ParserTopology.LOG).approximateNumEntries())
                .isZero();
    }

    private final List<DraftEvent> collected = new ArrayList<>();

    /** A new task that has nothing but what the changelogs hold. */
    private void moveToAnotherProcess() {
        collected.addAll(parts());
        TopologyTestDriver next = driver();
        copy(
                driver.<String, DraftState>getKeyValueStore(ParserTopology.STATES),
                next.getKeyValueStore(ParserTopology.STATES));
        copy(driver.<String, byte[]>getKeyValueStore(ParserTopology.LOG), next.getKeyValueStore(ParserTopology.LOG));
        driver.close();
        driver = next;
    }

    private static <V> void copy(KeyValueStore<String, V> from, KeyValueStore<String, V> to) {
        try (var all = from.all()) {
            all.forEachRemaining(entry -> to.put(entry.key, entry.value));
        }
    }

    private static TopologyTestDriver driver() {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
        return new TopologyTestDriver(ParserTopology.build(LIMITS), properties, START);
    }

    private void send(PlanEvent event) {
        input(JOB.value(), PLAN.encode(event), new RecordHeaders());
    }

    private void input(String key, byte[] value, RecordHeaders headers) {
        driver.createInputTopic(Topics.PLAN_CHUNKS, new StringSerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<>(key, value, headers, START));
    }

    private TestOutputTopic<String, byte[]> output(String topic) {
        return driver.createOutputTopic(topic, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private List<DraftEvent> parts() {
        return read(Topics.DOCUMENT_PARTS, PART);
    }

    private List<DraftEvent.ImageRejected> rejected() {
        return parts().stream()
                .filter(DraftEvent.ImageRejected.class::isInstance)
                .map(DraftEvent.ImageRejected.class::cast)
                .toList();
    }

    private List<ToolRequest> requests(String tool) {
        return read(Topics.toolRequests(tool), EventCodec.of(ToolRequest.class));
    }

    private List<DeadLetter> letters() {
        return read(Topics.DEAD_LETTERS, EventCodec.of(DeadLetter.class));
    }

    private <T> List<T> read(String topic, EventCodec<T> codec) {
        List<T> events = new ArrayList<>();
        for (byte[] value : output(topic).readValuesToList()) {
            try {
                events.add(codec.decode(value));
            } catch (io.llmi.events.MalformedEventException e) {
                throw new AssertionError(e);
            }
        }
        return events;
    }

    private static PlanContext context(int maxImages) {
        return new PlanContext(
                List.of("search", "code", "edit"), List.of("edit"), 0, DEADLINE, maxImages, "rehearsal", "none");
    }

    private static PlanEvent started(long epoch, String run, int maxImages) {
        return new PlanEvent.Started(DRAFT, epoch, run, 0, context(maxImages));
    }

    private static PlanEvent text(long epoch, String run, int seq, String text) {
        return new PlanEvent.Text(DRAFT, epoch, run, seq, text);
    }

    private static PlanEvent ended(long epoch, String run, int seq) {
        return new PlanEvent.Ended(
                DRAFT, epoch, run, seq, PlanOutcome.COMPLETED, Optional.empty(), new TokenUsage(1, 2));
    }

    private static String tag(String tool) {
        return "<imgen>{'source': '" + tool + "', 'description': 'd', 'params': {'query': 'it's'}}</imgen>";
    }
}
