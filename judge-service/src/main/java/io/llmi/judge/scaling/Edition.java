package io.llmi.judge.scaling;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

import io.llmi.events.Document;
import io.llmi.events.Document.ImagePart;
import io.llmi.events.Document.ImageStatus;
import io.llmi.events.Provenance;
import io.llmi.events.ToolResult;

/**
 * A document of a candidate with one variant of its pictures.
 *
 * @param variant from 0
 * @param results of its calls, the last one of each, under the fingerprints that the candidate's own tags have
 * @param scores of each group of pictures, from 0 to 1; empty where nobody judged
 */
record Edition(int variant, Document document, List<ToolResult> results, List<OptionalDouble> scores) {
    Edition {
        results = List.copyOf(results);
        scores = List.copyOf(scores);
    }

    /** How many pictures of the group are there and could be had again from the call's record. */
    int ready(PictureGroup group) {
        return (int) Tags.read(document).stream()
                .filter(picture -> group.pictures().contains(picture.index()))
                .filter(picture -> picture.status() == ImageStatus.READY)
                .filter(picture ->
                        results.stream().anyMatch(result -> result.call().slot() == picture.index()))
                .count();
    }

    /** What the document's pictures cost, in US dollars; empty if no price is known. */
    static Optional<BigDecimal> paid(Document document) {
        return Tags.read(document).stream()
                .map(ImagePart::provenance)
                .flatMap(Optional::stream)
                .map(Provenance::costUsd)
                .flatMap(Optional::stream)
                .reduce(BigDecimal::add);
    }
}
