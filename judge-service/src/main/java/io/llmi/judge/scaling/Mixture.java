package io.llmi.judge.scaling;

import java.util.ArrayList;
import java.util.List;

import io.llmi.events.Document;
import io.llmi.events.Document.ImagePart;
import io.llmi.events.ToolResult;

/**
 * The best of all variants: of each group of pictures the one that has most pictures and then the highest score, of
 * equals the first. Pure.
 *
 * @param results of the calls that made it, the last one of each
 * @param variants of which variant each picture is, in reading order
 */
record Mixture(Document document, List<ToolResult> results, List<Integer> variants) {
    /** @param editions at least one; the first has the pictures of which there are no variants */
    static Mixture of(List<Edition> editions, List<PictureGroup> groups) {
        Edition base = editions.getFirst();
        List<Edition> chosen = new ArrayList<>();
        Tags.read(base.document()).forEach(picture -> chosen.add(base));
        for (int i = 0; i < groups.size(); i++) {
            Edition best = best(editions, groups.get(i), i);
            groups.get(i).pictures().forEach(picture -> chosen.set(picture, best));
        }
        return new Mixture(
                document(base, chosen),
                results(editions, chosen),
                chosen.stream().map(Edition::variant).toList());
    }

    private static Edition best(List<Edition> editions, PictureGroup group, int index) {
        Edition best = editions.getFirst();
        for (Edition other : editions) {
            int more = other.ready(group) - best.ready(group);
            if (more > 0 || more == 0 && score(other, index) > score(best, index)) {
                best = other;
            }
        }
        return best;
    }

    private static double score(Edition edition, int group) {
        return edition.scores().get(group).orElse(-1);
    }

    private static Document document(Edition base, List<Edition> chosen) {
        List<Document.Part> parts = new ArrayList<>();
        for (Document.Part part : base.document().parts()) {
            parts.add(part instanceof ImagePart image ? picture(chosen, image.index()) : part);
        }
        return base.document().withParts(parts);
    }

    private static ImagePart picture(List<Edition> chosen, int index) {
        return Tags.read(chosen.get(index).document()).get(index);
    }

    private static List<ToolResult> results(List<Edition> editions, List<Edition> chosen) {
        return editions.stream()
                .flatMap(edition -> edition.results().stream()
                        .filter(result -> result.call().slot() < chosen.size())
                        .filter(result -> chosen.get(result.call().slot()) == edition))
                .toList();
    }
}
