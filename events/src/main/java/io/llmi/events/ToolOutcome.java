package io.llmi.events;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What a tool says about a call: any number of previews, then one {@link FinalOutcome}. Failure is data, not an exception. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ToolSuccess.class, name = "success"),
    @JsonSubTypes.Type(value = ToolFailure.class, name = "failure"),
    @JsonSubTypes.Type(value = ToolPreview.class, name = "preview")
})
public sealed interface ToolOutcome permits FinalOutcome, ToolPreview {}
