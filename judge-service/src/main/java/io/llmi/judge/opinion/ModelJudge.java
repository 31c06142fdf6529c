package io.llmi.judge.opinion;

import java.time.Instant;

import io.llmi.judge.endpoint.JudgeEndpoint;
import io.llmi.judge.reward.Scores;
import io.llmi.judge.rubric.Prompt;
import io.llmi.judge.rubric.Rubric;
import io.llmi.judge.subject.Subject;
import io.llmi.toolkit.backend.BackendException;

/** A model with a prompt that scores drafts by a rubric. Thread-safe, blocking. */
record ModelJudge<S extends Scores>(JudgeEndpoint endpoint, Rubric<S> rubric, Prompt prompt, View view) {
    JudgeEndpoint.Answer<S> ask(Subject subject, Instant deadline) throws BackendException, InterruptedException {
        return endpoint.ask(rubric, prompt, view.of(subject), deadline);
    }
}
