package io.llmi.events;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How far test-time scaling has come with one candidate. */
public enum CandidateStep {
    /** Its text is there. */
    @JsonProperty("written")
    WRITTEN,
    /** It breaks a rule or did not come about. */
    @JsonProperty("dropped")
    DROPPED,
    /** Its text has a score. */
    @JsonProperty("text_scored")
    TEXT_SCORED,
    /** Its failed programs were written again. */
    @JsonProperty("repaired")
    REPAIRED,
    /** Its document, or a variant of it, has a reward. */
    @JsonProperty("judged")
    JUDGED,
    /** It becomes the document. */
    @JsonProperty("chosen")
    CHOSEN,
    /** Its text was rewritten to fit its pictures. */
    @JsonProperty("polished")
    POLISHED
}
