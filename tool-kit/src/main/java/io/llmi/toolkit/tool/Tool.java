package io.llmi.toolkit.tool;

import java.util.Optional;

import io.llmi.events.ToolManifest;

/**
 * One tool. A CDI bean of this type is all that a tool service has to add: the tool kit registers it, takes requests
 * from its queue into slots, enforces deadline and cancellation, stores the picture and publishes the result.
 *
 * <p>Calls run on a thread each, concurrently up to the configured number of slots.
 */
public interface Tool {
    /** How the tool introduces itself to the planner; {@code publishedAt} is filled in by the tool kit. */
    ToolManifest manifest();

    /**
     * Why the tool cannot work on this machine, with what to do about it, or empty if it can. Asked at every heartbeat: a
     * tool that cannot is not announced, so no planner is told of it.
     */
    default Optional<String> unavailable() {
        return Optional.empty();
    }

    /**
     * Does the work. Blocks; is interrupted when the deadline passes or the job is cancelled.
     *
     * @return the picture, or why there is none; what is expected to go wrong is a {@link ToolReply.Failed}
     * @throws InterruptedException if interrupted; the tool kit turns it into a typed failure
     * @throws Exception for a defect; the tool kit reports {@code backend_error} without its message
     */
    ToolReply call(ToolInvocation invocation) throws Exception;
}
