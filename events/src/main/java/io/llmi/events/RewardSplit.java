package io.llmi.events;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which variant of the image-count rule applies. */
public enum RewardSplit {
    /** Coming near the wanted number earns a part, so that there is something to learn from. */
    @JsonProperty("train")
    TRAIN,
    /** Only the exact number counts. */
    @JsonProperty("eval")
    EVAL
}
