package io.llmi.judge.heuristic;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

import io.llmi.events.BlobRef;
import io.llmi.events.Document.ImagePart;
import io.llmi.events.Document.Part;
import io.llmi.events.Document.TextPart;
import io.llmi.judge.reward.PictureScores;
import io.llmi.judge.subject.Subject;

/**
 * Pictures without a model. Quality: resolution, sharpness, contrast, and that they differ. Relevance: from words only,
 * the pictures' descriptions against the request and against the text beside them.
 */
public final class PictureHeuristic {
    private PictureHeuristic() {}

    /**
     * What the pictures look like.
     *
     * @param loader decodes a picture; empty if it cannot
     */
    public static Impression<PictureScores> of(Subject subject, Function<BlobRef, Optional<BufferedImage>> loader) {
        List<Pixels> seen = new ArrayList<>();
        int made = 0;
        for (ImagePart picture : subject.pictures()) {
            made += picture.blob().isPresent() ? 1 : 0;
            picture.blob().flatMap(loader).map(Pixels::of).ifPresent(seen::add);
        }
        Breakdown breakdown = new Breakdown()
                .add("resolution", mean(seen, made, Pixels::resolution))
                .add("sharpness", mean(seen, made, Pixels::sharpness))
                .add("contrast", mean(seen, made, Pixels::contrast))
                .add("distinct", made == 0 ? 0 : (double) distinct(seen) / made)
                .add("request_coverage", requestCoverage(subject))
                .add("text_coverage", textCoverage(subject));
        return new Impression<>(
                new PictureScores(
                        breakdown.score(List.of("resolution", "sharpness", "contrast", "distinct")),
                        breakdown.score(List.of("request_coverage")),
                        breakdown.score(List.of("text_coverage"))),
                breakdown.values());
    }

    /** Pictures that cannot be seen count as 0. */
    private static double mean(List<Pixels> seen, int made, ToDoubleFunction<Pixels> what) {
        return made == 0 ? 0 : seen.stream().mapToDouble(what).sum() / made;
    }

    private static int distinct(List<Pixels> seen) {
        List<Pixels> different = new ArrayList<>();
        for (Pixels picture : seen) {
            if (different.stream().noneMatch(other -> other.distance(picture) <= Pixels.SAME)) {
                different.add(picture);
            }
        }
        return different.size();
    }

    private static double requestCoverage(Subject subject) {
        Set<String> shown = new HashSet<>();
        subject.pictures().forEach(picture -> shown.addAll(words(picture)));
        return Words.coverage(Words.of(subject.question()), shown);
    }

    private static double textCoverage(Subject subject) {
        List<Part> parts = subject.document().parts();
        double sum = 0;
        int pictures = 0;
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i) instanceof ImagePart picture && picture.blob().isPresent()) {
                Set<String> beside = Words.of(text(parts, i - 1) + "\n" + text(parts, i + 1));
                // Half of a description's words in the text beside it is as good as a description gets.
                Set<String> described = words(picture);
                sum += described.isEmpty() ? 0 : Math.min(1, 2 * Words.coverage(described, beside));
                pictures++;
            }
        }
        return pictures == 0 ? 0 : sum / pictures;
    }

    private static Set<String> words(ImagePart picture) {
        return Words.of(picture.description().isBlank() ? picture.alt() : picture.description());
    }

    private static String text(List<Part> parts, int index) {
        return index >= 0 && index < parts.size() && parts.get(index) instanceof TextPart part ? part.text() : "";
    }
}
