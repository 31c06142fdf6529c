package io.llmi.gateway.openai;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import io.llmi.events.BlobRef;
import io.llmi.events.CallId;
import io.llmi.events.Document;
import io.llmi.events.DocumentEvent;
import io.llmi.events.DraftId;
import io.llmi.events.FailureCode;
import io.llmi.events.JobId;
import io.llmi.events.JobStatus;
import io.llmi.events.Json;
import io.llmi.events.Provenance;
import io.llmi.events.ToolFailure;
import io.llmi.gateway.log.Samples;

/** Logs as the assembler may write them: pictures come in any order, with previews, and planners start again. */
final class RandomLog {
    private final JobId job = JobId.derived("tenant", "log");
    private final DraftId draft = new DraftId(job, 0);
    private final Random random;
    private final List<DocumentEvent> events = new ArrayList<>();
    private final List<Integer> pending = new ArrayList<>();
    private Document document = Document.empty(job, "", Samples.AT);
    private int parts;
    private int images;
    private boolean lastIsText;

    private RandomLog(long seed) {
        this.random = new Random(seed);
    }

    static List<DocumentEvent> of(long seed) {
        return new RandomLog(seed).make();
    }

    private List<DocumentEvent> make() {
        add(new DocumentEvent.Accepted(job, 0, Samples.AT, "p", Samples.AT, Samples.AT.plusSeconds(9)));
        add(new DocumentEvent.DraftStarted(job, 1, Samples.AT, draft, "rehearsal", "none"));
        int steps = random.nextInt(40);
        for (int i = 0; i < steps; i++) {
            step();
        }
        JobStatus[] ends = {JobStatus.COMPLETED, JobStatus.PARTIAL, JobStatus.FAILED, JobStatus.CANCELLED};
        JobStatus status = ends[random.nextInt(ends.length)];
        if (status == JobStatus.COMPLETED) {
            while (!pending.isEmpty()) {
                settle();
            }
        }
        Document end = new Document(
                job,
                status,
                Samples.AT,
                Optional.of(Samples.AT.plusSeconds(9)),
                "p",
                document.parts(),
                document.usage(),
                document.timings(),
                status == JobStatus.COMPLETED ? Optional.empty() : Optional.of("it broke off"),
                status == JobStatus.PARTIAL
                        ? Optional.of(random.nextBoolean() ? Document.Lack.PICTURES : Document.Lack.TEXT)
                        : Optional.empty());
        add(new DocumentEvent.Closed(job, events.size(), Samples.AT, end));
        return List.copyOf(events);
    }

    private void step() {
        switch (random.nextInt(12)) {
            case 0, 1, 2, 3, 4 -> {
                if (!lastIsText) {
                    parts++;
                    lastIsText = true;
                }
                add(new DocumentEvent.TextDelta(job, events.size(), Samples.AT, parts - 1, "w" + events.size() + " "));
            }
            case 5, 6 -> {
                lastIsText = false;
                pending.add(parts);
                add(new DocumentEvent.ImagePending(
                        job,
                        events.size(),
                        Samples.AT,
                        parts++,
                        images,
                        new CallId(draft, images++),
                        "diffusion",
                        "a boat [x](y)"));
            }
            case 7 -> {
                if (!pending.isEmpty()) {
                    int part = pending.get(random.nextInt(pending.size()));
                    add(new DocumentEvent.ImagePreview(
                            job, events.size(), Samples.AT, part, index(part), random.nextInt(3), blob(part)));
                }
            }
            case 8, 9, 10 -> settle();
            default -> {
                if (random.nextInt(4) == 0) {
                    pending.clear();
                    parts = 0;
                    images = 0;
                    lastIsText = false;
                    add(new DocumentEvent.Reset(job, events.size(), Samples.AT, draft, "the planner died"));
                }
            }
        }
    }

    private void settle() {
        if (pending.isEmpty()) {
            return;
        }
        int part = pending.remove(random.nextInt(pending.size()));
        Provenance origin = Provenance.madeBy("procedural", Json.mapper().createObjectNode());
        add(
                random.nextInt(4) == 0
                        ? new DocumentEvent.ImageFailed(
                                job,
                                events.size(),
                                Samples.AT,
                                part,
                                index(part),
                                new ToolFailure(FailureCode.TIMEOUT, "too slow"))
                        : new DocumentEvent.ImageReady(
                                job, events.size(), Samples.AT, part, index(part), "a boat", blob(part), origin));
    }

    private int index(int part) {
        return ((Document.ImagePart) document.parts().get(part)).index();
    }

    private static BlobRef blob(int part) {
        return new BlobRef("%064x".formatted(part), "image/png", 8, 8, 10);
    }

    private void add(DocumentEvent event) {
        events.add(event);
        document = document.after(event);
    }
}
