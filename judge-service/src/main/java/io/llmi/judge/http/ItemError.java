package io.llmi.judge.http;

import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Why one completion of a batch has no reward.
 *
 * @param message what to do about it
 * @param fields what is wrong with single fields
 * @param retryable whether the same item may succeed later
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record ItemError(Code code, String message, List<FieldError> fields, boolean retryable) {
    /** What kind of failure it is. */
    enum Code {
        /** The item is not as it should be. */
        @JsonProperty("invalid_request")
        INVALID_REQUEST,
        /** Kafka or the blob store does not answer. */
        @JsonProperty("unavailable")
        UNAVAILABLE,
        /** The pipeline made no document. */
        @JsonProperty("pipeline_failed")
        PIPELINE_FAILED,
        /** The batch's time was up. */
        @JsonProperty("timeout")
        TIMEOUT,
        /** A defect here. */
        @JsonProperty("internal")
        INTERNAL
    }

    /**
     * A field that has to be changed.
     *
     * @param field its name in the item
     * @param message what is accepted there
     */
    record FieldError(String field, String message) {}

    static ItemError invalid(List<FieldError> fields) {
        String message = fields.size() == 1
                ? fields.getFirst().field() + ": " + fields.getFirst().message()
                : fields.size() + " fields have to be changed; see fields";
        return new ItemError(Code.INVALID_REQUEST, message, List.copyOf(fields), false);
    }

    static ItemError of(Code code, Optional<String> message) {
        return switch (code) {
            case INVALID_REQUEST -> throw new IllegalArgumentException("name the fields");
            case UNAVAILABLE -> plain(code, message.orElse("Kafka or the blob store does not answer."), true);
            case PIPELINE_FAILED -> plain(code, message.orElse("The pipeline made no document."), true);
            case TIMEOUT ->
                plain(code, message.orElse("The batch's time was up before this item's turn was over."), true);
            case INTERNAL -> plain(code, message.orElse("The item failed here; the log tells more."), true);
        };
    }

    private static ItemError plain(Code code, String message, boolean retryable) {
        return new ItemError(code, message, List.of(), retryable);
    }
}
