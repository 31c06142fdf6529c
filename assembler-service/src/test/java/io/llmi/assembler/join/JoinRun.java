package io.llmi.assembler.join;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.llmi.assembler.Samples;
import io.llmi.events.Document;
import io.llmi.events.DocumentEvent;
import io.llmi.events.DraftEvent;
import io.llmi.events.JobControl;
import io.llmi.events.JobSubmitted;
import io.llmi.events.JobSummary;
import io.llmi.events.ToolRequest;
import io.llmi.events.ToolResult;

/** Feeds a join, collects its effects, and can rebuild it from the inputs that changed it. */
final class JoinRun {
    static final JoinLimits LIMITS = new JoinLimits(Duration.ofSeconds(120), Duration.ofMillis(250), 1000, 256);

    private final JoinLimits limits;
    private final List<Runnable> journal = new ArrayList<>();
    private final List<Effect> effects = new ArrayList<>();
    private JobJoin join;
    private Instant now = Samples.CREATED.plusMillis(10);

    JoinRun() {
        this(LIMITS);
    }

    JoinRun(JoinLimits limits) {
        this.limits = limits;
        this.join = new JobJoin(limits);
    }

    JoinRun at(Instant time) {
        now = time;
        return this;
    }

    JoinRun feed(Object... records) {
        for (Object record : records) {
            step(input(record));
        }
        return this;
    }

    boolean step(Input input) {
        Instant moment = now;
        Step step = join.step(input, moment, moment);
        effects.addAll(step.effects());
        if (step.changed()) {
            journal.add(() -> join.step(input, moment, moment));
        } else {
            org.assertj.core.api.Assertions.assertThat(step.effects()).isEmpty();
        }
        return step.changed();
    }

    JoinRun tick() {
        Instant moment = now;
        Step step = join.tick(moment);
        effects.addAll(step.effects());
        if (step.changed()) {
            journal.add(() -> join.tick(moment));
        }
        return this;
    }

    /** As a process does that takes over. */
    JoinRun rebuild() {
        join = new JobJoin(limits);
        journal.forEach(Runnable::run);
        return this;
    }

    JobJoin join() {
        return join;
    }

    List<Effect> effects() {
        return effects;
    }

    List<DocumentEvent> events() {
        return effects.stream()
                .filter(Effect.Emit.class::isInstance)
                .map(effect -> ((Effect.Emit) effect).event())
                .toList();
    }

    List<String> eventNames() {
        return events().stream().map(DocumentEvent::name).toList();
    }

    List<ToolRequest> dispatched() {
        return effects.stream()
                .filter(Effect.Dispatch.class::isInstance)
                .map(effect -> ((Effect.Dispatch) effect).request())
                .toList();
    }

    List<JobSummary> summaries() {
        return effects.stream()
                .filter(Effect.Summarise.class::isInstance)
                .map(effect -> ((Effect.Summarise) effect).summary())
                .toList();
    }

    /** What a client that folded all events has. */
    Document folded() {
        return fold(events());
    }

    static Document fold(List<DocumentEvent> events) {
        Document document = Document.empty(Samples.JOB, "", Samples.CREATED);
        for (DocumentEvent event : events) {
            document = document.after(event);
        }
        return document;
    }

    Document closed() {
        return ((DocumentEvent.Closed) events().getLast()).document();
    }

    Document.ImagePart image(int index) {
        return folded().parts().stream()
                .filter(Document.ImagePart.class::isInstance)
                .map(Document.ImagePart.class::cast)
                .filter(image -> image.index() == index)
                .findFirst()
                .orElseThrow();
    }

    static Input input(Object record) {
        return switch (record) {
            case JobSubmitted job -> new Input.Submitted(job);
            case JobControl.Cancel cancel -> new Input.Cancelled(cancel);
            case DraftEvent draft -> new Input.Drafted(draft);
            case ToolResult result -> new Input.Answered(result);
            default -> throw new IllegalArgumentException("no input: " + record);
        };
    }
}
