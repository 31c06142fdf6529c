package io.llmi.judge.http;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmi.events.Json;
import io.llmi.events.TraceParent;
import io.llmi.judge.JudgeConfig;
import io.llmi.judge.monitor.RewardMonitor;
import io.llmi.judge.opinion.CriterionJudge;
import io.llmi.judge.opinion.Panel;
import io.llmi.judge.run.CompletionRuns;
import io.llmi.toolkit.image.ImageSanitizer;
import io.llmi.toolkit.reference.BlobReferences;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;

/** {@code /v1/rewards}. */
@Path("/v1/rewards")
@RunOnVirtualThread
@Tag(name = "Rewards")
public class RewardsResource {
    private static final Logger LOG = Logger.getLogger(RewardsResource.class);
    private static final String PATH = "/v1/rewards";

    private final JudgeConfig.Rewards config;
    private final BatchReader reader;
    private final RewardScorer scorer;
    private final Clock clock = Clock.systemUTC();

    @Inject
    RewardsResource(
            JudgeConfig config,
            CompletionRuns runs,
            Panel panel,
            CriterionJudge criteria,
            RewardMonitor monitor,
            BlobReferences references,
            ImageSanitizer sanitizer) {
        this.config = config.rewards();
        this.reader = new BatchReader(config.rewards());
        this.scorer = new RewardScorer(config, runs, panel, criteria, monitor, references, sanitizer);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Score completions",
            description = "Runs the tools of each completion and answers with each one's reward, in the batch's order."
                    + " An item that fails has an error in its place; the others are not touched by it.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = RewardRequestSchema[].class)))
    @APIResponse(responseCode = "200", description = "One result for each item; see docs/rewards.md")
    @APIResponse(responseCode = "400", description = "The body is no batch")
    @APIResponse(responseCode = "413", description = "The batch has too many items")
    public Response score(
            byte[] body,
            @HeaderParam(TraceParent.HEADER) Optional<String> traceParent,
            @Context RoutingContext exchange) {
        TraceParent trace =
                traceParent.flatMap(TraceParent::parse).map(TraceParent::child).orElseGet(TraceParent::start);
        try {
            List<JsonNode> items = reader.read(body, PATH);
            return Response.ok((StreamingOutput) out -> answer(items, trace, exchange, out), MediaType.APPLICATION_JSON)
                    .header(HttpHeaders.CACHE_CONTROL, "no-store")
                    .build();
        } catch (ProblemException e) {
            return Response.status(e.problem().status())
                    .header(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                    .header(HttpHeaders.CACHE_CONTROL, "no-store")
                    .entity(e.problem().json())
                    .build();
        }
    }

    /** Works on the batch and writes its answer; stops when the client leaves. */
    private void answer(List<JsonNode> items, TraceParent trace, RoutingContext exchange, OutputStream out)
            throws IOException {
        long start = System.nanoTime();
        Instant deadline = clock.instant().plus(config.batchTimeout());
        try (Batch batch = new Batch(scorer, items, deadline, trace)) {
            exchange.addEndHandler(end -> batch.stop());
            while (!batch.await(config.heartbeat()) && clock.instant().isBefore(deadline)) {
                out.write(' ');
                out.flush();
            }
            out.write(Json.mapper().writeValueAsBytes(batch.json()));
            LOG.infof(
                    "%d completions scored in %d ms, trace %s",
                    items.size(), (System.nanoTime() - start) / 1_000_000, trace.traceId());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a batch was scored", e);
        }
    }
}
