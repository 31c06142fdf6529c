package io.llmi.gateway.job;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import io.llmi.events.Document;
import io.llmi.events.JobStatus;
import io.llmi.events.JobSummary;
import io.llmi.events.TraceParent;
import io.llmi.gateway.access.GatewayAccess;
import io.llmi.gateway.http.ProblemException;
import io.llmi.gateway.log.JobDocuments;
import io.llmi.gateway.log.SummaryTable;
import io.llmi.gateway.log.SummaryTable.Position;
import io.llmi.toolkit.access.Caller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /v1/jobs}. */
@Path("/v1/jobs")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Jobs")
public class JobsResource {
    private static final int DEFAULT_LIMIT = 20;
    private static final int MAX_LIMIT = 100;

    private final Submissions submissions;
    private final JobLookup lookup;
    private final SummaryTable summaries;
    private final JobDocuments documents;
    private final GatewayAccess access;

    @Inject
    JobsResource(
            Submissions submissions,
            JobLookup lookup,
            SummaryTable summaries,
            JobDocuments documents,
            GatewayAccess access) {
        this.submissions = submissions;
        this.lookup = lookup;
        this.summaries = summaries;
        this.documents = documents;
        this.access = access;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Submit a job",
            description = "Queues a document. With an Idempotency-Key the same submission may be repeated safely.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = JobRequestSchema.class)))
    @APIResponse(
            responseCode = "202",
            description = "Queued; Location names the job",
            content = @Content(schema = @Schema(implementation = JobView.class)))
    @APIResponse(responseCode = "400", description = "A problem that names each field to change")
    @APIResponse(responseCode = "409", description = "The key was used with another body")
    @APIResponse(responseCode = "429", description = "A limit of the key's tenant is reached; see Retry-After")
    @APIResponse(responseCode = "413", description = "The body is too large")
    @APIResponse(
            responseCode = "503",
            description = "Too many jobs wait, or Kafka or the blob store does not answer; see Retry-After")
    public Response submit(
            byte[] body,
            @HeaderParam("Idempotency-Key") Optional<String> key,
            @HeaderParam(TraceParent.HEADER) Optional<String> traceParent)
            throws InterruptedException {
        JobView job = JobView.of(submissions.submit(access.caller(), body, key, trace(traceParent)));
        return Response.accepted(job).location(URI.create(job.links().self())).build();
    }

    @GET
    @Operation(summary = "List jobs, newest first")
    public JobPage list(
            @QueryParam("limit") Optional<String> limit,
            @QueryParam("after") Optional<String> after,
            @QueryParam("status") Optional<String> status) {
        int size = limit.map(JobsResource::size).orElse(DEFAULT_LIMIT);
        Predicate<JobSummary> wanted = status.map(JobsResource::status)
                .<Predicate<JobSummary>>map(s -> job -> job.status() == s)
                .orElse(job -> true);
        Caller caller = access.caller();
        // One more than asked for tells whether there is a next page.
        List<JobSummary> found = summaries.list(
                after.map(JobPage::position), size + 1, job -> caller.sees(job.tenant()) && wanted.test(job));
        List<JobSummary> page = found.subList(0, Math.min(size, found.size()));
        boolean more = found.size() > size;
        Optional<String> next = more
                ? Optional.of(JobPage.cursor(
                        new Position(page.getLast().createdAt(), page.getLast().id())))
                : Optional.empty();
        return new JobPage(page.stream().map(JobView::of).toList(), more, next);
    }

    @GET
    @Path("{id}")
    @Operation(summary = "A job and how far it has come")
    public JobView get(@PathParam("id") String id) {
        return view(lookup.require(access.caller(), id));
    }

    @POST
    @Path("{id}/cancel")
    @Operation(summary = "Stop a job; what is finished by then is kept")
    @APIResponse(
            responseCode = "202",
            description = "Asked to stop",
            content = @Content(schema = @Schema(implementation = JobView.class)))
    @APIResponse(
            responseCode = "200",
            description = "It had ended before",
            content = @Content(schema = @Schema(implementation = JobView.class)))
    public Response cancel(@PathParam("id") String id, @HeaderParam(TraceParent.HEADER) Optional<String> traceParent)
            throws InterruptedException {
        JobView job = view(lookup.require(access.caller(), id));
        if (job.status().isTerminal()) {
            return Response.ok(job).build();
        }
        submissions.cancel(job.id(), trace(traceParent));
        return Response.accepted(job).build();
    }

    @DELETE
    @Path("{id}")
    @Operation(summary = "Delete an ended job, its document and its pictures")
    @APIResponse(
            responseCode = "200",
            description = "Deleted, with the pictures that no other job uses",
            content = @Content(schema = @Schema(implementation = DeletedJob.class)))
    @APIResponse(responseCode = "409", description = "It still runs; cancel it first")
    public DeletedJob delete(@PathParam("id") String id, @HeaderParam(TraceParent.HEADER) Optional<String> traceParent)
            throws InterruptedException {
        JobView job = view(lookup.require(access.caller(), id));
        if (!job.status().isTerminal()) {
            throw ProblemException.conflict(
                    "job-not-ended", "The job has not ended", "only ended jobs can be deleted; cancel this one first");
        }
        return DeletedJob.of(job.id(), submissions.delete(job.id(), trace(traceParent)));
    }

    private JobView view(JobSummary job) {
        Optional<Document> document = documents.peek(job);
        return document.map(d -> JobView.of(job, d)).orElseGet(() -> JobView.of(job));
    }

    private static TraceParent trace(Optional<String> header) {
        return header.flatMap(TraceParent::parse).map(TraceParent::child).orElseGet(TraceParent::start);
    }

    private static int size(String limit) {
        if (limit.matches("[0-9]{1,3}") && Integer.parseInt(limit) >= 1 && Integer.parseInt(limit) <= MAX_LIMIT) {
            return Integer.parseInt(limit);
        }
        throw ProblemException.invalid("limit", "must be a whole number from 1 to " + MAX_LIMIT);
    }

    private static JobStatus status(String text) {
        return Arrays.stream(JobStatus.values())
                .filter(status -> status.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid(
                        "status", "must be queued, running, completed, partial, failed or cancelled"));
    }
}
