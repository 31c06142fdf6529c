package io.llmi.toolkit.budget;

import io.llmi.events.ToolRequest;
import io.llmi.events.TraceParent;

/** Gives each tool call its purse. Thread-safe. */
public interface Purses {
    Purse of(ToolRequest request, TraceParent trace);
}
