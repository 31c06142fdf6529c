package io.llmi.judge.scaling;

import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;

import io.llmi.events.Document;
import io.llmi.events.JobSubmitted;
import io.llmi.events.RewardSplit;
import io.llmi.events.RewardWeights;
import io.llmi.judge.opinion.Panel;
import io.llmi.judge.opinion.Terms;
import io.llmi.judge.subject.Retelling;
import io.llmi.judge.subject.Subject;
import org.jboss.logging.Logger;

/** The panel's opinions of candidates; a judge that fails costs the choice its reason, never the job. Thread-safe. */
final class Critics {
    private static final Logger LOG = Logger.getLogger(Critics.class);

    private final Panel panel;

    Critics(Panel panel) {
        this.panel = panel;
    }

    /** Of a text and its tags, from 0 to 1; empty if the judge abstained. */
    OptionalDouble text(JobSubmitted job, Written written, Instant deadline) throws InterruptedException {
        try {
            Subject subject = new Subject(job.prompt(), written.draft(), job.images(), written.reading());
            return panel.text(subject, deadline).map(OptionalDouble::of).orElse(OptionalDouble.empty());
        } catch (RuntimeException e) {
            LOG.errorf(e, "job %s: candidate %d was not judged by a defect", job.id(), written.number());
            return OptionalDouble.empty();
        }
    }

    /** The full reward, from 0 to 1; as far as it is known where a judge abstained. */
    double document(JobSubmitted job, String draft, Document document, Instant deadline) throws InterruptedException {
        try {
            Subject subject = new Subject(job.prompt(), draft, job.images(), document);
            return Selection.value(panel.judge(
                    subject,
                    new Terms(job.imageCount(), List.of(), RewardWeights.DEFAULT, RewardSplit.EVAL, false, deadline)));
        } catch (RuntimeException e) {
            LOG.errorf(e, "job %s: a candidate's document was not judged by a defect", job.id());
            return 0;
        }
    }

    /** Of pictures where they stand, from 0 to 1; empty if the judge abstained. */
    OptionalDouble pictures(JobSubmitted job, Document excerpt, Instant deadline) throws InterruptedException {
        try {
            Subject subject = new Subject(job.prompt(), Retelling.of(excerpt), job.images(), excerpt);
            return panel.pictures(subject, deadline).map(OptionalDouble::of).orElse(OptionalDouble.empty());
        } catch (RuntimeException e) {
            LOG.errorf(e, "job %s: a picture was not judged by a defect", job.id());
            return OptionalDouble.empty();
        }
    }
}
