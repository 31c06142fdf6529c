package io.llmi.judge;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.llmi.events.BlobRef;
import io.llmi.events.Document;
import io.llmi.events.Document.ImagePart;
import io.llmi.events.Document.Part;
import io.llmi.events.Document.TextPart;
import io.llmi.events.FailureCode;
import io.llmi.events.JobId;
import io.llmi.events.JobStatus;
import io.llmi.events.Json;
import io.llmi.events.Provenance;
import io.llmi.events.ToolFailure;
import io.llmi.judge.subject.Subject;

/** Documents for tests, part by part. */
public final class Documents {
    public static final BlobRef BLOB = new BlobRef("0".repeat(64), "image/png", 8, 8, 100);

    private final List<Part> parts = new ArrayList<>();
    private int images;

    public Documents text(String text) {
        parts.add(new TextPart(text));
        return this;
    }

    public Documents picture(String tool, String description, BlobRef blob) {
        parts.add(ImagePart.pending(images++, tool, description)
                .ready(
                        description,
                        blob,
                        Provenance.madeBy("test", Json.mapper().createObjectNode())));
        return this;
    }

    public Documents picture(String tool, String description) {
        return picture(tool, description, BLOB);
    }

    public Documents gap(String tool, String description, FailureCode code) {
        parts.add(ImagePart.pending(images++, tool, description).failed(new ToolFailure(code, "It went wrong.")));
        return this;
    }

    public Document document(JobId job) {
        Instant now = Instant.now();
        Document empty = Document.empty(job, "prompt", now.minus(Duration.ofSeconds(1)));
        return new Document(
                job,
                parts.isEmpty() ? JobStatus.FAILED : JobStatus.COMPLETED,
                empty.createdAt(),
                Optional.of(now),
                empty.prompt(),
                parts,
                empty.usage(),
                empty.timings(),
                Optional.empty());
    }

    public Subject subject(String question) {
        StringBuilder draft = new StringBuilder();
        for (Part part : parts) {
            switch (part) {
                case TextPart text -> draft.append(text.text());
                case ImagePart image ->
                    draft.append("<imgen>{\"source\": \"%s\", \"description\": \"%s\", \"params\": {}}</imgen>"
                            .formatted(image.tool(), image.description()));
            }
        }
        return new Subject(question, draft.toString(), List.of(), document(JobId.derived("test", question)));
    }
}
