package io.llmi.gateway.revision;

import java.net.URI;
import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import io.llmi.events.TraceParent;
import io.llmi.gateway.access.GatewayAccess;
import io.llmi.gateway.job.JobView;
import io.smallrye.common.annotation.RunOnVirtualThread;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /v1/jobs/{id}/images/{index}}. */
@Path("/v1/jobs/{id}/images/{index}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Jobs")
public class RevisionResource {
    private final Revisions revisions;
    private final GatewayAccess access;

    @Inject
    RevisionResource(Revisions revisions, GatewayAccess access) {
        this.revisions = revisions;
        this.access = access;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Change one picture of an ended document",
            description =
                    "Queues a new job whose document is the old one with this picture, counted from 0, made again,"
                            + " made differently or replaced, and the edits that depend on it made again. Nothing else is.")
    @RequestBody(content = @Content(schema = @Schema(implementation = ChangeSchema.class)))
    @APIResponse(
            responseCode = "202",
            description = "Queued; Location names the new job, its revises the old one",
            content = @Content(schema = @Schema(implementation = JobView.class)))
    @APIResponse(responseCode = "400", description = "A problem that names each field to change")
    @APIResponse(responseCode = "404", description = "There is no such job, or no such picture in its document")
    @APIResponse(
            responseCode = "409",
            description =
                    "The job has not ended, a tool is not registered, or what a picture was made of is not on record")
    @APIResponse(responseCode = "413", description = "The body is too large")
    @APIResponse(responseCode = "429", description = "A limit of the key's tenant is reached; see Retry-After")
    @APIResponse(
            responseCode = "503",
            description = "Too many jobs wait, or Kafka or the blob store does not answer; see Retry-After")
    public Response change(
            @PathParam("id") String id,
            @PathParam("index") String index,
            byte[] body,
            @HeaderParam("Idempotency-Key") Optional<String> key,
            @HeaderParam(TraceParent.HEADER) Optional<String> traceParent)
            throws InterruptedException {
        TraceParent trace =
                traceParent.flatMap(TraceParent::parse).map(TraceParent::child).orElseGet(TraceParent::start);
        JobView job = JobView.of(revisions.submit(access.caller(), id, index, body, key, trace));
        return Response.accepted(job).location(URI.create(job.links().self())).build();
    }
}
