package io.llmi.gateway.render;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import io.llmi.events.BlobRef;
import io.llmi.events.Document;
import io.llmi.events.Document.ImagePart;
import io.llmi.events.Json;

/** A document as files: {@code document.html}, {@code document.md}, {@code document.json} and its pictures. */
public final class DocumentExport {
    private DocumentExport() {}

    /** Takes the files one by one, so that only one picture is in memory at a time. */
    public interface Target {
        /** @param name relative, with forward slashes */
        void file(String name, byte[] content) throws IOException;
    }

    /**
     * Writes all files, the HTML first.
     *
     * @param blobs content by SHA-256; a picture that is gone is left out
     */
    public static void write(Document document, Function<String, Optional<byte[]>> blobs, Target target)
            throws IOException {
        ImageLinks links = ImageLinks.files();
        target.file("document.html", utf8(DocumentRenderer.render(document, links)));
        target.file("document.md", utf8(MarkdownRenderer.render(document, links)));
        target.file("document.json", Json.mapper().writeValueAsBytes(document));
        Set<String> written = new HashSet<>();
        for (Document.Part part : document.parts()) {
            if (part instanceof ImagePart image && image.blob().isPresent()) {
                BlobRef blob = image.blob().get();
                String name = links.href(image, blob);
                Optional<byte[]> content = blobs.apply(blob.sha256());
                if (content.isPresent() && written.add(name)) {
                    target.file(name, content.get());
                }
            }
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
