package io.llmi.gateway.log;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.llmi.events.Document;
import io.llmi.events.DocumentEvent;
import io.llmi.events.JobId;
import io.llmi.events.JobStatus;
import io.llmi.toolkit.contract.MemoryBlobs;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.BeforeTry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class JobLogsTest {
    private static final Duration NOW = Duration.ZERO;
    private FakeHistory history = new FakeHistory();
    private JobLogs logs = new JobLogs(history, 64 * 1024 * 1024);
    private JobId job = JobId.timeOrdered(Samples.AT);

    @BeforeTry
    void forgetTheTryBefore() {
        history = new FakeHistory();
        logs = new JobLogs(history, 64 * 1024 * 1024);
        job = JobId.timeOrdered(Samples.AT);
    }

    @Property(tries = 300)
    void shouldGiveExactlyTheTailWhenResumedAnywhere(
            @ForAll @IntRange(max = 60) int deltas,
            @ForAll @IntRange(max = 70) int resume,
            @ForAll @IntRange(max = 70) int liveFrom,
            @ForAll @IntRange(max = 70) int historyTo)
            throws InterruptedException {
        // given a log whose end passed by live and whose beginning is read back, overlapping or just touching
        List<DocumentEvent> events = Samples.log(job, deltas);
        int firstLive = Math.min(liveFrom, events.size());
        int lastKept = Math.max(firstLive, Math.min(historyTo, events.size()));
        events.subList(firstLive, events.size()).forEach(this::append);
        history.kept.put(
                job, events.subList(0, lastKept).stream().map(LogEntry::of).toList());

        // when
        JobLog log = logs.open(Samples.summary(job, JobStatus.RUNNING)).orElseThrow();
        int from = Math.min(resume, events.size() - 1);
        List<DocumentEvent> read = readAll(log, from);

        // then
        assertThat(read).isEqualTo(events.subList(from, events.size()));
    }

    @Property(tries = 100)
    void shouldDropRepeatsWhenTheTailStartsOver(
            @ForAll @IntRange(max = 40) int deltas, @ForAll @IntRange(max = 40) int again) throws InterruptedException {
        List<DocumentEvent> events = Samples.log(job, deltas);
        int seen = Math.min(again, events.size());
        logs.begin(job);
        events.subList(0, seen).forEach(this::append);
        events.forEach(this::append);

        assertThat(readAll(logs.open(Samples.summary(job, JobStatus.RUNNING)).orElseThrow(), 0))
                .isEqualTo(events);
        assertThat(history.reads).hasValue(0);
    }

    @Test
    void shouldWakeAReaderWhenAnEventComes() throws Exception {
        logs.begin(job);
        JobLog log = logs.open(Samples.summary(job, JobStatus.QUEUED)).orElseThrow();
        var reader = CompletableFuture.supplyAsync(() -> {
            try {
                return log.read(0, Duration.ofSeconds(20));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });

        append(Samples.log(job, 1).getFirst());

        assertThat(reader.get().entries())
                .singleElement()
                .extracting(LogEntry::seq)
                .isEqualTo(0L);
    }

    @Test
    void shouldSendAReaderBackWhenItsLogIsEvicted() throws Exception {
        List<DocumentEvent> events = Samples.log(job, 3);
        events.forEach(this::append);
        JobLog log = logs.open(Samples.summary(job, JobStatus.RUNNING)).orElseThrow();

        logs.forget(job);

        assertThat(log.read(0, NOW).lost()).isTrue();
        assertThat(logs.bytes()).isZero();
    }

    @Test
    void shouldStayWithinItsMemoryAndKeepRunningJobsWhenEndedOnesFillIt() {
        JobLogs small = new JobLogs(history, 200_000);
        small.append(job.value(), Samples.json(Samples.log(job, 1).getFirst()));
        for (int i = 0; i < 100; i++) {
            JobId ended = JobId.timeOrdered(Samples.AT);
            Samples.log(ended, 30).forEach(event -> small.append(ended.value(), Samples.json(event)));
        }

        assertThat(small.bytes()).isLessThanOrEqualTo(200_000);
        assertThat(small.inMemory(job)).isPresent();
    }

    @Test
    void shouldReadBackAgainWhenAnEventIsMissingBetween() throws Exception {
        List<DocumentEvent> events = Samples.log(job, 5);
        append(events.get(0));
        append(events.get(3));
        history.kept.put(job, events.stream().map(LogEntry::of).toList());

        assertThat(readAll(logs.open(Samples.summary(job, JobStatus.RUNNING)).orElseThrow(), 0))
                .isEqualTo(events);
    }

    @Test
    void shouldReadNothingBackWhenAJobWaitsAndAllWhenItTurnsOutToRun() throws Exception {
        List<DocumentEvent> events = Samples.log(job, 5);
        JobLog waiting = logs.open(Samples.summary(job, JobStatus.QUEUED)).orElseThrow();
        assertThat(waiting.read(0, NOW)).isEqualTo(new JobLog.Read(List.of(), false));
        assertThat(history.reads).hasValue(0);

        // The first three were there before this gateway.
        append(events.get(3));
        history.kept.put(job, events.subList(0, 4).stream().map(LogEntry::of).toList());

        assertThat(waiting.read(0, NOW).lost()).isTrue();
        assertThat(readAll(logs.reopen(Samples.summary(job, JobStatus.QUEUED)).orElseThrow(), 0))
                .isEqualTo(events.subList(0, 4));
    }

    @Test
    void shouldSayThatALogIsGoneWhenAnEndedJobHasNoEventsLeft() {
        assertThat(logs.open(Samples.summary(job, JobStatus.COMPLETED))).isEmpty();
        assertThat(logs.bytes()).isZero();
    }

    @Test
    void shouldFoldTheLogIntoItsDocument() {
        List<DocumentEvent> events = Samples.log(job, 2);
        JobDocuments documents = new JobDocuments(logs, new DocumentArchive(new MemoryBlobs()));
        events.subList(0, 4).forEach(this::append);
        Document half = documents.read(Samples.summary(job, JobStatus.RUNNING));
        events.subList(4, events.size()).forEach(this::append);

        assertThat(half.parts()).containsExactly(new Document.TextPart("word 0\nword 1\n"));
        assertThat(documents.read(Samples.summary(job, JobStatus.RUNNING)).status())
                .isEqualTo(JobStatus.PARTIAL);
    }

    @Test
    void shouldFrameAnEventAsOneServerSentEventWhenItsJsonHasLineBreaks() throws Exception {
        DocumentEvent event = Samples.log(job, 1).get(2);
        String pretty =
                io.llmi.events.Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(event);

        String sse = new String(
                LogEntry.read(pretty.getBytes(StandardCharsets.UTF_8)).sse(), StandardCharsets.UTF_8);

        assertThat(sse).startsWith("id: 2\nevent: text.delta\ndata: {").endsWith("}\n\n");
        assertThat(sse.lines()).hasSize(4);
    }

    private void append(DocumentEvent event) {
        logs.append(job.value(), Samples.json(event));
    }

    private static List<DocumentEvent> readAll(JobLog log, long from) throws InterruptedException {
        List<DocumentEvent> read = new ArrayList<>();
        while (true) {
            JobLog.Read next = log.read(from + read.size(), NOW);
            assertThat(next.lost()).isFalse();
            next.entries().forEach(entry -> read.add(entry.event()));
            if (next.ended() || next.entries().isEmpty()) {
                return read;
            }
        }
    }
}
