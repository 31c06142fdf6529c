package io.llmi.parser;

import io.llmi.events.DraftEvent;
import io.llmi.events.ToolRequest;

/** A record to send, in order. */
sealed interface Emission {
    record Part(DraftEvent event) implements Emission {}

    record Request(ToolRequest request) implements Emission {}
}
