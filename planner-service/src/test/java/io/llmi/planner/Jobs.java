package io.llmi.planner;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.llmi.events.BlobRef;
import io.llmi.events.ImageCount;
import io.llmi.events.JobId;
import io.llmi.events.JobSubmitted;
import io.llmi.events.Json;
import io.llmi.events.Message;
import io.llmi.events.Sampling;
import io.llmi.events.Scaling;
import io.llmi.events.ToolManifest;
import io.llmi.planner.backend.PlanRequest;

/** Jobs and manifests for tests. */
public final class Jobs {
    private Jobs() {}

    public static JobSubmitted job(List<Message> messages, int images, ImageCount count, String... tools) {
        Instant now = Instant.now();
        return new JobSubmitted(
                JobId.timeOrdered(now),
                "default",
                now,
                now.plus(Duration.ofMinutes(5)),
                messages,
                Stream.generate(() -> new BlobRef("00", "image/png", 8, 8, 100))
                        .limit(images)
                        .toList(),
                count,
                List.of(tools),
                Scaling.NONE,
                0,
                Map.of(),
                Optional.empty());
    }

    public static JobSubmitted job(String prompt) {
        return job(List.of(Message.user(prompt)), 0, ImageCount.ANY);
    }

    public static JobSubmitted sampled(JobSubmitted job, Sampling sampling) {
        return new JobSubmitted(
                job.id(),
                job.tenant(),
                job.createdAt(),
                job.deadline(),
                job.messages(),
                job.images(),
                job.imageCount(),
                job.tools(),
                job.scaling(),
                job.maxImages(),
                job.metadata(),
                job.webhookUrl(),
                sampling,
                job.givenDraft(),
                job.written(),
                job.scaled(),
                job.budget(),
                job.revision());
    }

    public static ToolManifest tool(String name) {
        return new ToolManifest(
                name,
                "Use " + name + " when it fits.",
                Json.mapper().createObjectNode().put("type", "object"),
                List.of(Json.mapper().createObjectNode().put("source", name)),
                name.equals("edit"),
                List.of("test"),
                10,
                Instant.EPOCH);
    }

    public static List<ToolManifest> tools(String... names) {
        return Stream.of(names).map(Jobs::tool).toList();
    }

    public static List<ToolManifest> allTools() {
        return tools("code", "diffusion", "edit", "search");
    }

    public static PlanRequest request(String prompt) {
        return new PlanRequest(job(prompt), allTools());
    }
}
