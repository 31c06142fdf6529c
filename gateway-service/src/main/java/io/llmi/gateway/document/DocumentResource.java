package io.llmi.gateway.document;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;

import io.llmi.events.Document;
import io.llmi.events.JobSummary;
import io.llmi.gateway.access.GatewayAccess;
import io.llmi.gateway.job.JobLookup;
import io.llmi.gateway.log.JobDocuments;
import io.llmi.gateway.render.DocumentExport;
import io.llmi.gateway.render.DocumentRenderer;
import io.llmi.gateway.render.DocxRenderer;
import io.llmi.gateway.render.ImageLinks;
import io.llmi.gateway.render.MarkdownRenderer;
import io.llmi.gateway.render.PdfRenderer;
import io.llmi.toolkit.blob.BlobStore;
import io.smallrye.common.annotation.RunOnVirtualThread;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /v1/jobs/{id}/document}: the document as far as it has come, in the form that the client wants. */
@Path("/v1/jobs/{id}")
@RunOnVirtualThread
@Tag(name = "Documents")
public class DocumentResource {
    private final JobLookup lookup;
    private final JobDocuments documents;
    private final BlobStore blobs;
    private final GatewayAccess access;

    @Inject
    DocumentResource(JobLookup lookup, JobDocuments documents, BlobStore blobs, GatewayAccess access) {
        this.lookup = lookup;
        this.documents = documents;
        this.blobs = blobs;
        this.access = access;
    }

    @GET
    @Path("document")
    @Operation(summary = "The document by Accept: JSON, HTML, Markdown, PDF, Word, or a zip of all with the pictures")
    public Response byAccept(@PathParam("id") String id, @Context HttpHeaders headers) throws IOException {
        JobSummary job = lookup.require(access.caller(), id);
        return answer(job, Form.accepted(headers.getAcceptableMediaTypes()));
    }

    @GET
    @Path("document.{extension}")
    @Operation(summary = "The document by extension: json, html, md, zip, pdf or docx")
    public Response byExtension(@PathParam("id") String id, @PathParam("extension") String extension)
            throws IOException {
        JobSummary job = lookup.require(access.caller(), id);
        return answer(job, Form.ofExtension(extension));
    }

    private Response answer(JobSummary job, Form form) throws IOException {
        Document document = documents.read(job);
        Response.ResponseBuilder response = Response.ok()
                .header(HttpHeaders.CONTENT_TYPE, form.contentType())
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .header(HttpHeaders.CACHE_CONTROL, "no-cache");
        return switch (form) {
            case JSON -> response.entity(document).build();
            case MARKDOWN ->
                response.entity(MarkdownRenderer.render(document, ImageLinks.blobs()))
                        .build();
            case HTML ->
                response.header("Content-Security-Policy", DocumentRenderer.contentSecurityPolicy())
                        .entity(DocumentRenderer.render(document, ImageLinks.blobs()))
                        .build();
            case ZIP ->
                attached(response, job, form)
                        .entity((StreamingOutput) output -> zip(document, output))
                        .build();
            case PDF ->
                attached(response, job, form)
                        .entity(PdfRenderer.render(document, blobs::get))
                        .build();
            case DOCX ->
                attached(response, job, form)
                        .entity(DocxRenderer.render(document, blobs::get))
                        .build();
        };
    }

    /** The name is made of checked characters only. */
    private static Response.ResponseBuilder attached(Response.ResponseBuilder response, JobSummary job, Form form) {
        return response.header(
                HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + job.id() + "." + form.extension() + "\"");
    }

    private void zip(Document document, OutputStream output) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(output)) {
            DocumentExport.write(document, blobs::get, (name, content) -> {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(content);
                zip.closeEntry();
            });
        }
    }
}
