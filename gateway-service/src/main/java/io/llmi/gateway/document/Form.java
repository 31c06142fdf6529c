package io.llmi.gateway.document;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import jakarta.ws.rs.core.MediaType;

import io.llmi.gateway.http.ProblemException;

/** A form in which a document can be had. */
enum Form {
    JSON("json", "application/json", "application/json"),
    HTML("html", "text/html", "text/html;charset=UTF-8"),
    MARKDOWN("md", "text/markdown", "text/markdown;charset=UTF-8"),
    ZIP("zip", "application/zip", "application/zip"),
    PDF("pdf", "application/pdf", "application/pdf"),
    DOCX(
            "docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document");

    private final String extension;
    private final MediaType mediaType;
    private final String contentType;

    Form(String extension, String mediaType, String contentType) {
        this.extension = extension;
        this.mediaType = MediaType.valueOf(mediaType);
        this.contentType = contentType;
    }

    String extension() {
        return extension;
    }

    String contentType() {
        return contentType;
    }

    /** @throws ProblemException 404 if there is no form of this extension */
    static Form ofExtension(String extension) {
        return Arrays.stream(values())
                .filter(form -> form.extension.equals(extension))
                .findFirst()
                .orElseThrow(() ->
                        ProblemException.notFound("a document can be had as .json, .html, .md, .zip, .pdf or .docx"));
    }

    /**
     * The first form that a client accepts, in its order of preference; JSON if it takes anything.
     *
     * @throws ProblemException 406 if it accepts none
     */
    static Form accepted(List<MediaType> accepted) {
        return accepted.stream()
                .map(type -> Arrays.stream(values())
                        .filter(form -> type.isCompatible(form.mediaType))
                        .findFirst())
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> ProblemException.notAcceptable(
                        "a document can be had as application/json, text/html, text/markdown, application/zip, application/pdf"
                                + " or as a Word document"));
    }
}
