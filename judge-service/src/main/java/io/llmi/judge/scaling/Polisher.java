package io.llmi.judge.scaling;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

import io.llmi.events.CandidateStep;
import io.llmi.events.Document;
import io.llmi.events.Document.ImagePart;
import io.llmi.judge.scaling.OffspringRuns.Outcome;

/** Has the text around finished pictures rewritten. Used by one thread, blocking. */
final class Polisher {
    private final Workshop workshop;
    private final Chronicle chronicle;

    Polisher(Workshop workshop, Chronicle chronicle) {
        this.workshop = workshop;
        this.chronicle = chronicle;
    }

    /** The draft with the new text if that is as good, else as it was. */
    Written polished(Written draft, Made best) throws InterruptedException {
        Optional<Outcome> outcome;
        try (Chronicle.Lap lap = chronicle.lap("polish")) {
            Instant begin = workshop.now();
            Instant until = begin.plus(
                    Duration.between(begin, workshop.job().deadline()).dividedBy(2));
            outcome = workshop.run(workshop.offspring()
                    .rewrite("polish", draft.draft(), Polish.instruction(best.document()), begin, until));
            outcome.ifPresent(some -> chronicle.spent(some.tokens()));
        }
        if (outcome.isEmpty()) {
            chronicle.remark("The text was not polished: no answer came in time.");
            return draft;
        }
        Optional<String> text = Polish.accepted(
                draft.draft(),
                draft.reading(),
                outcome.get().draft(),
                outcome.get().document());
        if (text.isEmpty()) {
            chronicle.remark("The text was not polished: the rewritten one changes tags.");
            return draft;
        }
        double reward = workshop.critics()
                .document(
                        workshop.job(),
                        text.get(),
                        withText(best.document(), outcome.get().document()),
                        workshop.job().deadline());
        if (reward < best.reward()) {
            chronicle.remark("The polished text was judged worse (%.3f, before %.3f) and not taken."
                    .formatted(reward, best.reward()));
            return draft;
        }
        chronicle.tell(draft.number(), CandidateStep.POLISHED, OptionalDouble.of(reward), Optional.empty());
        return draft.withDraft(text.get());
    }

    /** The rewritten text with the pictures that are there already: the tags are the same in the same order. */
    private static Document withText(Document made, Document rewritten) {
        List<ImagePart> pictures = Tags.read(made);
        List<Document.Part> parts = new ArrayList<>();
        int next = 0;
        for (Document.Part part : rewritten.parts()) {
            parts.add(part instanceof ImagePart && next < pictures.size() ? pictures.get(next++) : part);
        }
        return made.withParts(parts);
    }
}
