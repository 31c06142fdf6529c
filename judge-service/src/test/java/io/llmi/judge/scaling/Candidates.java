package io.llmi.judge.scaling;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

import io.llmi.events.Document;
import io.llmi.events.JobId;
import io.llmi.events.ScalingReport.Writer;
import io.llmi.events.TokenUsage;
import io.llmi.judge.Documents;

/** Candidates for tests. */
final class Candidates {
    private static final JobId JOB = JobId.derived("test", "candidate");

    private Candidates() {}

    static Written written(int number, String draft, Documents reading) {
        return new Written(number, draft, new Writer("test", "model"), document(reading), OptionalDouble.empty());
    }

    static Document document(Documents parts) {
        return parts.document(JOB);
    }

    static Made made(int number, double reward) {
        Written written = written(number, "draft " + number, new Documents().text("text"));
        return new Made(written, written.reading(), List.of(), List.of(), 0, reward, TokenUsage.NONE, Optional.empty());
    }
}
