package io.llmi.toolkit.tool;

import java.util.Optional;

import io.llmi.events.BlobRef;
import io.llmi.events.FailureCode;
import io.llmi.events.FinalOutcome;
import io.llmi.events.Provenance;
import io.llmi.events.ToolFailure;
import io.llmi.events.ToolRequest;
import io.llmi.events.ToolSuccess;
import io.llmi.toolkit.image.ImageInspector;
import io.llmi.toolkit.image.ImageInspector.Inspected;
import io.llmi.toolkit.image.ImageInspector.NotAnImageException;
import io.llmi.toolkit.image.RejectedImageException;
import io.llmi.toolkit.image.provenance.DigitalSourceType;
import io.llmi.toolkit.image.provenance.EmbeddedProvenance;
import io.llmi.toolkit.image.provenance.PictureMetadata;
import io.llmi.toolkit.reference.BlobReferences;

/**
 * Checks a tool's picture, writes its origin into its file, so that it is still known when the picture has left its
 * document, and stores it.
 */
final class PictureKeeper {
    private static final String LICENCE_URL = "license_url";

    private final BlobReferences blobs;
    private final long maxPixels;

    PictureKeeper(BlobReferences blobs, long maxPixels) {
        this.blobs = blobs;
        this.maxPixels = maxPixels;
    }

    /** The picture as a result, stored by then, or why it cannot be one. */
    FinalOutcome keep(ToolRequest request, ToolReply.Picture picture) {
        try {
            Inspected inspected = ImageInspector.inspect(picture.bytes(), maxPixels);
            String alt = alt(request, picture);
            byte[] marked = PictureMetadata.embed(picture.bytes(), origin(picture.provenance(), alt));
            BlobRef blob = new BlobRef(
                    blobs.put(request.call().job(), marked),
                    inspected.mediaType(),
                    inspected.width(),
                    inspected.height(),
                    marked.length);
            return new ToolSuccess(blob, alt, picture.provenance(), picture.warnings());
        } catch (NotAnImageException | RejectedImageException e) {
            return new ToolFailure(
                    FailureCode.BACKEND_ERROR, "the tool's answer is not a usable picture: " + e.getMessage());
        }
    }

    private static String alt(ToolRequest request, ToolReply.Picture picture) {
        String alt = picture.alt().isBlank() ? request.work().description() : picture.alt();
        return alt.isBlank() ? "Picture by " + request.work().tool() : alt;
    }

    private static EmbeddedProvenance origin(Provenance provenance, String alt) {
        Optional<DigitalSourceType> type = provenance.sourceType().flatMap(DigitalSourceType::ofTerm);
        Optional<String> creator = type.map(made -> "LLM-I, " + provenance.backend()
                + provenance.model().map(model -> " " + model).orElse(""));
        Optional<String> licenceUrl =
                Optional.ofNullable(provenance.params().path(LICENCE_URL).textValue());
        return new EmbeddedProvenance(
                type,
                creator,
                provenance.attribution().or(() -> creator),
                provenance.sourceUrl(),
                provenance.license(),
                licenceUrl,
                Optional.of(alt));
    }
}
