package io.llmi.gateway.render;

import io.llmi.events.BlobRef;
import io.llmi.events.Document.ImagePart;

/** Where a rendered document finds its pictures. */
public interface ImageLinks {
    /** A URL, absolute or relative to the document, for a picture that is ready. */
    String href(ImagePart image, BlobRef blob);

    /** The gateway's blob routes. */
    static ImageLinks blobs() {
        return (image, blob) -> "/v1/blobs/" + blob.sha256();
    }

    /** Files beside the document, {@code images/<n>.<extension>} with n from 1. */
    static ImageLinks files() {
        return (image, blob) -> "images/" + (image.index() + 1) + extension(blob.mediaType());
    }

    private static String extension(String mediaType) {
        return switch (mediaType) {
            case "image/png" -> ".png";
            case "image/jpeg" -> ".jpg";
            case "image/webp" -> ".webp";
            default -> ".bin";
        };
    }
}
