package io.llmi.judge.scaling;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

import io.llmi.events.Document;
import io.llmi.events.JobSubmitted;
import io.llmi.events.RewardWeights;
import io.llmi.events.TokenUsage;
import io.llmi.judge.scaling.Mender.Mended;
import io.llmi.judge.scaling.OffspringRuns.Outcome;

/**
 * Has a candidate's pictures made, as many variants of each as the job wants, judges them where they stand, and judges
 * the document of the best ones. Thread-safe, blocking.
 */
final class Maker {
    private final Workshop workshop;
    private final Mender mender;
    private final double leastGain;
    private final Variation variation;

    /** @param leastGain variants that promise less reward than this are not waited for */
    Maker(Workshop workshop, Mender mender, double leastGain) {
        this.workshop = workshop;
        this.mender = mender;
        this.leastGain = leastGain;
        this.variation = new Variation(workshop.job().id(), workshop.tools());
    }

    /** What came of one variant; the first one's candidate may have mended programs. */
    private record Variant(Edition edition, Written candidate, TokenUsage spent) {}

    /**
     * The best document of a draft; empty if none was made in time.
     *
     * @throws InterruptedException if interrupted; what was begun is cancelled then
     */
    Optional<Made> make(Written candidate) throws InterruptedException {
        JobSubmitted job = workshop.job();
        int wanted = job.scaling().variants();
        List<PictureGroup> groups =
                wanted > 1 ? PictureGroup.of(candidate.reading(), job, workshop.tools()) : List.of();
        int all = groups.isEmpty() ? 1 : wanted;
        List<Variant> variants = new ArrayList<>();
        int[] over = {0};
        try (Fan<Optional<Variant>> fan = new Fan<>("make-%s-%d".formatted(job.id(), candidate.number()))) {
            fan.start(0, () -> first(candidate, groups));
            for (int i = 1; i < all; i++) {
                int number = i;
                fan.start(number, () -> another(candidate, groups, number));
            }
            fan.take(workshop.schedule().picturesChosen(), workshop.clock(), (number, variant) -> {
                over[0]++;
                variant.ifPresent(variants::add);
                return !hasFirst(variants) || gain(variants, groups, all - over[0]) >= leastGain;
            });
        }
        return variants.isEmpty() ? Optional.empty() : Optional.of(judged(variants, groups, all - over[0]));
    }

    private static boolean hasFirst(List<Variant> variants) {
        return variants.stream().anyMatch(variant -> variant.edition().variant() == 0);
    }

    private Made judged(List<Variant> variants, List<PictureGroup> groups, int abandoned) throws InterruptedException {
        variants.sort(Comparator.comparingInt(variant -> variant.edition().variant()));
        Mixture mixture = Mixture.of(variants.stream().map(Variant::edition).toList(), groups);
        Variant first = variants.getFirst();
        double reward = workshop.critics()
                .document(
                        workshop.job(),
                        first.candidate().draft(),
                        mixture.document(),
                        workshop.schedule().judgesAnswer());
        return new Made(
                first.candidate(),
                mixture.document(),
                mixture.results(),
                groups.isEmpty() ? List.of() : mixture.variants(),
                abandoned,
                reward,
                first.spent(),
                variants.stream()
                        .map(variant -> Edition.paid(variant.edition().document()))
                        .flatMap(Optional::stream)
                        .reduce(BigDecimal::add));
    }

    private Optional<Variant> first(Written candidate, List<PictureGroup> groups) throws InterruptedException {
        Optional<Mended> made = mender.make(candidate);
        if (made.isEmpty()) {
            return Optional.empty();
        }
        Mended mended = made.get();
        Outcome outcome = mended.outcome();
        Edition edition = new Edition(0, outcome.document(), outcome.results(), scores(outcome.document(), groups));
        return Optional.of(new Variant(edition, mended.candidate(), mended.spent()));
    }

    private Optional<Variant> another(Written candidate, List<PictureGroup> groups, int number)
            throws InterruptedException {
        Document reading = candidate.reading();
        Optional<Outcome> made = workshop.run(workshop.offspring()
                .vary(
                        candidate.number(),
                        number,
                        variation.of(reading, groups, number),
                        workshop.now(),
                        workshop.schedule().made()));
        if (made.isEmpty()) {
            return Optional.empty();
        }
        Outcome outcome = made.get();
        Edition edition = new Edition(
                number,
                outcome.document(),
                outcome.results().stream()
                        .flatMap(result -> variation.own(reading, result, number).stream())
                        .toList(),
                scores(outcome.document(), groups));
        return Optional.of(new Variant(edition, candidate, TokenUsage.NONE));
    }

    private List<OptionalDouble> scores(Document document, List<PictureGroup> groups) throws InterruptedException {
        OptionalDouble[] scores = new OptionalDouble[groups.size()];
        Arrays.fill(scores, OptionalDouble.empty());
        try (Fan<OptionalDouble> fan = new Fan<>("see-" + document.id())) {
            for (int i = 0; i < groups.size(); i++) {
                Document excerpt = Excerpt.of(document, groups.get(i));
                fan.start(
                        i,
                        () -> workshop.critics()
                                .pictures(
                                        workshop.job(),
                                        excerpt,
                                        workshop.schedule().picturesAnswer()));
            }
            fan.take(workshop.schedule().picturesChosen(), workshop.clock(), (group, score) -> {
                scores[group] = score;
                return true;
            });
        }
        return List.of(scores);
    }

    /** What further variants promise for the document's reward: the pictures' part of it is the mean of their scores. */
    private static double gain(List<Variant> variants, List<PictureGroup> groups, int further) {
        double sum = 0;
        for (int i = 0; i < groups.size(); i++) {
            List<Double> known = new ArrayList<>();
            for (Variant variant : variants) {
                variant.edition().scores().get(i).ifPresent(known::add);
            }
            sum += EarlyStop.gain(known, further);
        }
        return groups.isEmpty() ? 0 : RewardWeights.DEFAULT.mllm() * sum / groups.size();
    }
}
