package io.llmi.judge.opinion;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.llmi.events.BlobRef;
import io.llmi.events.Document.ImagePart;
import io.llmi.events.Document.Part;
import io.llmi.events.Document.TextPart;
import io.llmi.judge.endpoint.Piece;
import io.llmi.judge.subject.Subject;
import io.llmi.toolkit.blob.BlobStore;
import io.llmi.toolkit.image.ImageInspector;
import io.llmi.toolkit.image.VisionPictures;
import org.jboss.logging.Logger;

/** The request and the document with its pictures in their places. */
final class PictureView implements View {
    private static final Logger LOG = Logger.getLogger(PictureView.class);

    private final BlobStore blobs;
    private final VisionPictures encoder;

    PictureView(BlobStore blobs, VisionPictures encoder) {
        this.blobs = blobs;
        this.encoder = encoder;
    }

    @Override
    public List<Piece> of(Subject subject) {
        return of(subject, Fence.of(subject.question(), subject.draft()), "Score the pictures.");
    }

    /** The same, with a criterion of a benchmark that it is to be held against. */
    List<Piece> of(Subject subject, String criterion) {
        Fence fence = Fence.of(subject.question(), subject.draft(), criterion);
        return of(subject, fence, fence.around("criterion", criterion) + "\n\nScore the document by this criterion.");
    }

    private List<Piece> of(Subject subject, Fence fence, String order) {
        Pieces pieces = new Pieces();
        pieces.text(fence.around("request", subject.question()));
        for (int i = 0; i < subject.inputs().size(); i++) {
            pieces.text("Picture %d of the user's:".formatted(i + 1));
            show(subject.inputs().get(i), pieces);
        }
        pieces.text(fence.open("document"));
        for (Part part : subject.document().parts()) {
            switch (part) {
                case TextPart text -> pieces.text(text.text().strip());
                case ImagePart image ->
                    image.blob()
                            .ifPresentOrElse(
                                    blob -> show(blob, pieces),
                                    () -> pieces.text(
                                            "[A picture is missing here: " + oneLine(image.description()) + "]"));
            }
        }
        pieces.text(fence.close("document") + "\n\n" + order);
        return pieces.all();
    }

    private void show(BlobRef ref, Pieces pieces) {
        Optional<byte[]> bytes = blobs.get(ref.sha256());
        try {
            if (bytes.isPresent()) {
                pieces.picture(encoder.dataUri(bytes.get()));
                return;
            }
            LOG.warnf("picture %s is not in the blob store; the judge does not see it", ref.sha256());
        } catch (ImageInspector.NotAnImageException e) {
            LOG.warnf("picture %s is not shown to the judge: %s", ref.sha256(), e.getMessage());
        }
        pieces.text("[A picture here cannot be shown.]");
    }

    private static String oneLine(String description) {
        return description.replaceAll("\\s+", " ").strip();
    }

    /** Joins texts that follow each other: some servers' templates run them together without a space. */
    private static final class Pieces {
        private final List<Piece> all = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();

        void text(String more) {
            if (more.isEmpty()) {
                return;
            }
            text.append(text.isEmpty() ? "" : "\n\n").append(more);
        }

        void picture(String dataUri) {
            flush();
            all.add(new Piece.Picture(dataUri));
        }

        List<Piece> all() {
            flush();
            return List.copyOf(all);
        }

        private void flush() {
            if (!text.isEmpty()) {
                all.add(new Piece.Text(text.toString()));
                text.setLength(0);
            }
        }
    }
}
