package io.llmi.planner.prompt;

import java.util.Optional;

import io.llmi.events.BlobRef;
import io.llmi.toolkit.blob.BlobStore;
import io.llmi.toolkit.blob.BlobStoreException;
import io.llmi.toolkit.image.ImageInspector;
import io.llmi.toolkit.image.VisionPictures;
import org.jboss.logging.Logger;

/**
 * The user's pictures as data URIs that every vision endpoint takes: PNG or JPEG, within a pixel budget. Thread-safe.
 */
public final class UserImages {
    private static final Logger LOG = Logger.getLogger(UserImages.class);

    private final BlobStore blobs;
    private final VisionPictures pictures;

    /** @param pixelBudget width times height; larger pictures are scaled down to it */
    public UserImages(BlobStore blobs, long pixelBudget) {
        this.blobs = blobs;
        this.pictures = new VisionPictures(pixelBudget);
    }

    /**
     * The picture, or empty if it is gone or damaged: a draft without it is better than none.
     *
     * @throws BlobStoreException if the store cannot be read at all
     */
    Optional<String> dataUri(BlobRef ref) {
        Optional<byte[]> stored = blobs.get(ref.sha256());
        if (stored.isEmpty()) {
            LOG.warnf("picture %s of a user is not in the blob store; the model does not see it", ref.sha256());
            return Optional.empty();
        }
        try {
            return Optional.of(pictures.dataUri(stored.get()));
        } catch (ImageInspector.NotAnImageException e) {
            LOG.warnf("picture %s of a user is left out of the request: %s", ref.sha256(), e.getMessage());
            return Optional.empty();
        }
    }
}
