package io.llmi.gateway.blob;

import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import io.llmi.gateway.http.ProblemException;
import io.llmi.toolkit.blob.BlobStore;
import io.llmi.toolkit.image.ImageInspector;
import io.smallrye.common.annotation.RunOnVirtualThread;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /v1/blobs/{sha256}}: a picture, which never changes. */
@Path("/v1/blobs")
@RunOnVirtualThread
@Tag(name = "Blobs")
public class BlobResource {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final String FOR_EVER = "public, max-age=31536000, immutable";

    private final BlobStore blobs;

    @Inject
    BlobResource(BlobStore blobs) {
        this.blobs = blobs;
    }

    @GET
    @Path("{sha256}")
    @Operation(summary = "A picture by its SHA-256")
    public Response get(
            @PathParam("sha256") String sha256, @HeaderParam(HttpHeaders.IF_NONE_MATCH) Optional<String> known) {
        if (!SHA256.matcher(sha256).matches()) {
            throw ProblemException.invalid("sha256", "must be 64 lower-case hex digits");
        }
        String tag = "\"" + sha256 + "\"";
        if (known.filter(tags -> tags.contains(tag) || tags.strip().equals("*")).isPresent() && blobs.exists(sha256)) {
            return cacheable(Response.notModified(), tag).build();
        }
        byte[] content =
                blobs.get(sha256).orElseThrow(() -> ProblemException.notFound("there is no blob of this hash"));
        Optional<String> mediaType = ImageInspector.sniff(content);
        String disposition = mediaType.isPresent() ? "inline" : "attachment";
        String type = mediaType.orElse("application/octet-stream");
        // The name is made of checked characters only, nothing that a client chose.
        String name = sha256.substring(0, 16) + "."
                + mediaType.map(BlobResource::extension).orElse("bin");
        return cacheable(Response.ok(content), tag)
                .header(HttpHeaders.CONTENT_TYPE, type)
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition + "; filename=\"" + name + "\"")
                .build();
    }

    private static Response.ResponseBuilder cacheable(Response.ResponseBuilder response, String tag) {
        return response.header(HttpHeaders.ETAG, tag).header(HttpHeaders.CACHE_CONTROL, FOR_EVER);
    }

    private static String extension(String mediaType) {
        return mediaType.equals("image/jpeg") ? "jpg" : mediaType.substring("image/".length());
    }
}
