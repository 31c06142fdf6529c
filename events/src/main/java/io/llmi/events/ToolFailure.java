package io.llmi.events;

/**
 * A picture could not be made.
 *
 * @param message one or two sentences that the document may show: no secrets, no stack traces
 */
public record ToolFailure(FailureCode code, String message) implements FinalOutcome {}
