package io.llmi.planner.backend;

import java.util.List;

import io.llmi.events.JobSubmitted;
import io.llmi.events.ToolManifest;

/**
 * What a draft is written from.
 *
 * @param tools the tools that its tags may call: registered, and allowed by the job
 */
public record PlanRequest(JobSubmitted job, List<ToolManifest> tools) {
    public PlanRequest {
        tools = List.copyOf(tools);
    }
}
