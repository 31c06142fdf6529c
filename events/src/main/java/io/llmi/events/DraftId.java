package io.llmi.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** One candidate document of a job, {@code <job>/<candidate>}; candidates count from 0. */
public record DraftId(JobId job, int candidate) {
    public DraftId {
        if (candidate < 0) {
            throw new IllegalArgumentException("a draft's candidate number counts from 0");
        }
    }

    /** @throws IllegalArgumentException if the text is not {@code <job>/<candidate>} */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static DraftId parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("not a draft id (expected <job>/<candidate>)");
        }
        return new DraftId(new JobId(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
    }

    @JsonValue
    @Override
    public String toString() {
        return job + "/" + candidate;
    }
}
