package io.llmi.gateway.render;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import io.llmi.events.BlobRef;
import io.llmi.events.Document;
import io.llmi.events.Document.ImagePart;

/** The pictures of one document by the names under which its files refer to them; nothing else can be had here. */
final class PictureFiles {
    private final ImageLinks links = ImageLinks.files();
    private final Map<String, BlobRef> byName = new LinkedHashMap<>();
    private final Function<String, Optional<byte[]>> blobs;

    /** @param blobs content by SHA-256 */
    PictureFiles(Document document, Function<String, Optional<byte[]>> blobs) {
        this.blobs = blobs;
        for (Document.Part part : document.parts()) {
            if (part instanceof ImagePart image) {
                image.blob().ifPresent(blob -> byName.put(links.href(image, blob), blob));
            }
        }
    }

    ImageLinks links() {
        return links;
    }

    boolean has(String name) {
        return byName.containsKey(name);
    }

    /** Empty if the document has no such picture, or it is gone. */
    Optional<byte[]> content(String name) {
        return Optional.ofNullable(byName.get(name)).flatMap(blob -> blobs.apply(blob.sha256()));
    }
}
