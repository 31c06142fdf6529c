package io.llmi.gateway.access;

import java.net.URI;
import java.util.List;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import io.llmi.gateway.job.Submissions;
import io.smallrye.common.annotation.RunOnVirtualThread;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /v1/keys}, for callers with the scope admin. */
@Path("/v1/keys")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Keys")
public class KeysResource {
    private final KeyStore keys;
    private final Submissions submissions;

    @Inject
    KeysResource(KeyStore keys, Submissions submissions) {
        this.keys = keys;
        this.submissions = submissions;
    }

    /** All keys, oldest first. */
    public record KeyList(List<KeyView> data) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Make a key; its text is in this answer and nowhere else")
    @APIResponse(responseCode = "201", description = "Made")
    @APIResponse(responseCode = "400", description = "A problem that names each field to change")
    public Response make(byte[] body) throws InterruptedException {
        KeyRequest request = KeyRequest.read(submissions.parse(body));
        KeyView made = KeyView.of(keys.make(request.tenant(), request.label(), request.scopes(), request.quota()));
        return Response.created(URI.create("/v1/keys/" + made.id()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(made)
                .build();
    }

    @GET
    @Operation(summary = "List keys, revoked ones included")
    public KeyList list() {
        return new KeyList(keys.all().stream().map(KeyView::of).toList());
    }

    @DELETE
    @Path("{id}")
    @Operation(summary = "Revoke a key")
    @APIResponse(responseCode = "204", description = "It is refused from now on")
    public void revoke(@PathParam("id") String id) throws InterruptedException {
        keys.revoke(id);
    }
}
