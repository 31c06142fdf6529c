package io.llmi.events;

/** What became of a tool call in the end; of several for one request the first counts. */
public sealed interface FinalOutcome extends ToolOutcome permits ToolSuccess, ToolFailure {}
