package io.llmi.gateway.log;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.llmi.events.BlobRef;
import io.llmi.events.CallId;
import io.llmi.events.Document;
import io.llmi.events.DocumentEvent;
import io.llmi.events.DraftId;
import io.llmi.events.EventCodec;
import io.llmi.events.FailureCode;
import io.llmi.events.JobId;
import io.llmi.events.JobStatus;
import io.llmi.events.JobSummary;
import io.llmi.events.Json;
import io.llmi.events.Provenance;
import io.llmi.events.ToolFailure;

/** Jobs and their logs as the assembler would write them. */
public final class Samples {
    public static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");

    private Samples() {}

    public static JobSummary summary(JobId job, JobStatus status) {
        return new JobSummary(
                job,
                "default",
                status,
                AT,
                AT.plusSeconds(300),
                status.isTerminal() ? Optional.of(AT.plusSeconds(9)) : Optional.empty(),
                "lighthouses",
                0,
                Map.of());
    }

    /** A whole log: accepted, started, {@code deltas} texts, a picture, a gap, closed. */
    public static List<DocumentEvent> log(JobId job, int deltas) {
        List<DocumentEvent> events = new ArrayList<>();
        DraftId draft = new DraftId(job, 0);
        events.add(new DocumentEvent.Accepted(job, 0, AT, "lighthouses", AT, AT.plusSeconds(300)));
        events.add(new DocumentEvent.DraftStarted(job, 1, AT, draft, "rehearsal", "none"));
        for (int i = 0; i < deltas; i++) {
            events.add(new DocumentEvent.TextDelta(job, events.size(), AT, 0, "word " + i + "\n"));
        }
        int part = deltas > 0 ? 1 : 0;
        Provenance origin = Provenance.madeBy("procedural", Json.mapper().createObjectNode());
        BlobRef blob = new BlobRef("ab".repeat(32), "image/png", 64, 48, 1000);
        events.add(new DocumentEvent.ImagePending(
                job, events.size(), AT, part, 0, new CallId(draft, 0), "diffusion", "a lighthouse"));
        events.add(new DocumentEvent.ImagePending(
                job, events.size(), AT, part + 1, 1, new CallId(draft, 1), "search", "a harbour"));
        events.add(new DocumentEvent.ImageReady(job, events.size(), AT, part, 0, "a lighthouse", blob, origin));
        events.add(new DocumentEvent.ImageFailed(
                job, events.size(), AT, part + 1, 1, new ToolFailure(FailureCode.UNAVAILABLE, "nothing found")));
        Document document = Document.empty(job, "", AT);
        for (DocumentEvent event : events) {
            document = document.after(event);
        }
        Document last = new Document(
                job,
                JobStatus.PARTIAL,
                AT,
                Optional.of(AT.plusSeconds(9)),
                document.prompt(),
                document.parts(),
                document.usage(),
                document.timings(),
                Optional.empty());
        events.add(new DocumentEvent.Closed(job, events.size(), AT, last));
        return events;
    }

    public static byte[] json(DocumentEvent event) {
        return EventCodec.of(DocumentEvent.class).encode(event);
    }

    public static byte[] json(JobSummary summary) {
        return EventCodec.of(JobSummary.class).encode(summary);
    }
}
