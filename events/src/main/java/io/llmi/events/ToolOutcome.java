package io.llmi.events;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What became of a tool call: failure is data, not an exception. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ToolSuccess.class, name = "success"),
    @JsonSubTypes.Type(value = ToolFailure.class, name = "failure")
})
public sealed interface ToolOutcome permits ToolSuccess, ToolFailure {}
