package io.llmi.toolkit.imagegen;

import io.llmi.toolkit.backend.Backend;
import io.llmi.toolkit.backend.BackendCall;
import io.llmi.toolkit.backend.BackendException;
import io.llmi.toolkit.image.ImageBounds;
import io.llmi.toolkit.image.ImageSanitizer;
import io.llmi.toolkit.image.RejectedImageException;
import io.llmi.toolkit.image.provenance.DigitalSourceType;
import io.llmi.toolkit.tool.ToolReply;

/**
 * What becomes of the pictures of all models, wherever they run: their files are made anew, because servers write
 * prompts, workflows and paths into them, and their provenance says that a model made them. Thread-safe.
 */
public final class ModelPictures {
    private static final int MAX_SIDE = 16_384;

    private final ImageSanitizer sanitizer;
    private final DigitalSourceType sourceType;

    public ModelPictures(ImageSanitizer sanitizer, DigitalSourceType sourceType) {
        this.sanitizer = sanitizer;
        this.sourceType = sourceType;
    }

    /** The same backend with cleaned and marked pictures. */
    public <Q> Backend<Q> of(Backend<Q> backend) {
        return new Cleaned<>(backend);
    }

    private final class Cleaned<Q> implements Backend<Q> {
        private final Backend<Q> backend;

        Cleaned(Backend<Q> backend) {
            this.backend = backend;
        }

        @Override
        public String name() {
            return backend.name();
        }

        @Override
        public String identity() {
            return backend.identity();
        }

        @Override
        public ToolReply.Picture produce(Q request, BackendCall call) throws BackendException, InterruptedException {
            ToolReply.Picture picture = backend.produce(request, call);
            try {
                return new ToolReply.Picture(
                        sanitizer
                                .sanitize(picture.bytes(), ImageBounds.between(1, MAX_SIDE))
                                .bytes(),
                        picture.alt(),
                        picture.provenance().withSourceType(sourceType.term()),
                        picture.warnings());
            } catch (RejectedImageException e) {
                throw BackendException.garbage(
                        "The picture of the %s backend cannot be used: %s.".formatted(backend.name(), e.getMessage()));
            }
        }
    }
}
