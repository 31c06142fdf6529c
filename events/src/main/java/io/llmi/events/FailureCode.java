package io.llmi.events;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/** Why a picture is missing; stable codes for metrics and clients. */
public enum FailureCode {
    /** The tag could not be read as a call. */
    @JsonProperty("unreadable_tag")
    UNREADABLE_TAG,
    /** The tag names a tool that is not registered, or that the job may not use. */
    @JsonProperty("unknown_tool")
    UNKNOWN_TOOL,
    /** A limit of the parser or of the job: tag size, nesting, number of pictures. */
    @JsonProperty("limit_exceeded")
    LIMIT_EXCEEDED,
    /** {@code img_index} is missing, out of range, or names this picture or a later one. */
    @JsonProperty("bad_reference")
    BAD_REFERENCE,
    /** The picture to change could not be made. */
    @JsonProperty("source_failed")
    SOURCE_FAILED,
    /** The tool does not understand the parameters. */
    @JsonProperty("bad_request")
    BAD_REQUEST,
    @JsonProperty("timeout")
    TIMEOUT,
    /** The tool's backend answered with an error, or with something that is not a picture. */
    @JsonProperty("backend_error")
    @JsonEnumDefaultValue
    BACKEND_ERROR,
    /** The backend declined on content grounds. */
    @JsonProperty("refused")
    REFUSED,
    /** No backend could be reached, or nothing suitable was found. */
    @JsonProperty("unavailable")
    UNAVAILABLE,
    /** The program ran and left no picture. */
    @JsonProperty("no_output")
    NO_OUTPUT,
    /** The job's budget does not cover the picture's price. */
    @JsonProperty("budget_exhausted")
    BUDGET_EXHAUSTED,
    @JsonProperty("cancelled")
    CANCELLED
}
