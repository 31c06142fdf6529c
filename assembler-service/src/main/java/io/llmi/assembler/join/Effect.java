package io.llmi.assembler.join;

import io.llmi.events.DocumentEvent;
import io.llmi.events.JobControl;
import io.llmi.events.JobSummary;
import io.llmi.events.ToolRequest;
import io.llmi.events.WebhookNotice;

/** What the join of a job wants done, in this order. */
public sealed interface Effect {
    /** The next event of the document's log. */
    record Emit(DocumentEvent event) implements Effect {}

    /** A call that the parser does not send: its source picture is ready now, or it stands in a revision. */
    record Dispatch(ToolRequest request) implements Effect {}

    /** The job as lists show it from now on. */
    record Summarise(JobSummary summary) implements Effect {}

    /** The client wants to be told that the job ended. */
    record Notify(WebhookNotice notice) implements Effect {}

    /** The job was closed before its work was done: nobody needs to go on. */
    record Stop(JobControl.Ended ended) implements Effect {}
}
