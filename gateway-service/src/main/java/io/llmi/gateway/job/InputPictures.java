package io.llmi.gateway.job;

import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.llmi.events.BlobRef;
import io.llmi.gateway.GatewayConfig;
import io.llmi.gateway.http.Problem.FieldError;
import io.llmi.gateway.http.ProblemException;
import io.llmi.toolkit.blob.BlobStore;
import io.llmi.toolkit.image.CleanImage;
import io.llmi.toolkit.image.ImageBounds;
import io.llmi.toolkit.image.ImageSanitizer;
import io.llmi.toolkit.image.RejectedImageException;

/**
 * Keeps the pictures that clients send: decoded, turned upright, and encoded anew, so that neither metadata (where a
 * photo was taken) nor anything hidden behind the picture is stored or served. Thread-safe.
 */
@ApplicationScoped
public class InputPictures {
    private final BlobStore blobs;
    private final ImageSanitizer sanitizer;
    private final ImageBounds bounds;

    @Inject
    InputPictures(BlobStore blobs, ImageSanitizer sanitizer, GatewayConfig config) {
        this.blobs = blobs;
        this.sanitizer = sanitizer;
        this.bounds = ImageBounds.upTo(config.limits().imagePixels());
    }

    /**
     * Checks all, then stores all.
     *
     * @throws ProblemException naming each that is not a picture; nothing is stored then
     * @throws InterruptedException if interrupted while a picture is decoded; nothing is stored then
     */
    public List<BlobRef> store(List<RawPicture> pictures) throws InterruptedException {
        List<CleanImage> clean = new ArrayList<>();
        List<FieldError> errors = new ArrayList<>();
        for (RawPicture picture : pictures) {
            try {
                clean.add(sanitizer.sanitize(picture.bytes(), bounds));
            } catch (RejectedImageException e) {
                errors.add(new FieldError(picture.field(), "not accepted: " + e.getMessage()));
            }
        }
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
        return clean.stream()
                .map(image -> new BlobRef(
                        blobs.put(image.bytes()),
                        image.mediaType(),
                        image.width(),
                        image.height(),
                        image.bytes().length))
                .toList();
    }
}
