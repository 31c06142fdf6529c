package io.llmi.judge.scaling;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;

import io.llmi.events.CallId;
import io.llmi.events.Document;
import io.llmi.events.Document.ImagePart;
import io.llmi.events.Document.ImageStatus;
import io.llmi.events.DraftId;
import io.llmi.events.FailureCode;
import io.llmi.events.JobId;
import io.llmi.events.Json;
import io.llmi.events.Provenance;
import io.llmi.events.ToolResult;
import io.llmi.events.ToolSuccess;
import io.llmi.judge.Documents;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import static org.assertj.core.api.Assertions.assertThat;

class MixtureProperties {
    /** Two groups of two and one, and a picture that there are no variants of. */
    private static final List<PictureGroup> GROUPS =
            List.of(new PictureGroup(List.of(0, 2)), new PictureGroup(List.of(3)));

    private static final int PICTURES = 4;
    private static final Instant NOW = Instant.EPOCH;

    @Property(tries = 500)
    void shouldTakeOfEachGroupTheVariantWithMostPicturesAndThenTheHighestScore(
            @ForAll @IntRange(min = 1, max = 5) int count, @ForAll long seed) {
        Random random = new Random(seed);
        List<Edition> editions = new ArrayList<>();
        for (int variant = 0; variant < count; variant++) {
            editions.add(edition(variant, random));
        }

        Mixture mixture = Mixture.of(editions, GROUPS);

        for (int i = 0; i < GROUPS.size(); i++) {
            int group = i;
            Edition best = editions.stream()
                    .min(Comparator.comparingInt((Edition edition) -> -ready(edition, GROUPS.get(group)))
                            .thenComparingDouble(
                                    edition -> -edition.scores().get(group).orElse(-1))
                            .thenComparingInt(Edition::variant))
                    .orElseThrow();
            for (int picture : GROUPS.get(i).pictures()) {
                assertThat(mixture.variants().get(picture)).isEqualTo(best.variant());
            }
        }
        assertThat(mixture.variants().get(1)).isZero();
        List<ImagePart> pictures = Tags.read(mixture.document());
        for (int picture = 0; picture < PICTURES; picture++) {
            Edition source = editions.get(mixture.variants().get(picture));
            assertThat(pictures.get(picture))
                    .isEqualTo(Tags.read(source.document()).get(picture));
        }
        long made = pictures.stream()
                .filter(picture -> picture.status() == ImageStatus.READY)
                .count();
        assertThat(mixture.results())
                .hasSize((int) made)
                .allSatisfy(result -> assertThat(result.worker())
                        .isEqualTo("variant-"
                                + mixture.variants().get(result.call().slot())));
    }

    private static int ready(Edition edition, PictureGroup group) {
        return (int) group.pictures().stream()
                .filter(picture -> Tags.read(edition.document()).get(picture).status() == ImageStatus.READY)
                .count();
    }

    private static Edition edition(int variant, Random random) {
        Documents parts = new Documents().text("text");
        JobId job = JobId.derived("test", "variant-" + variant);
        List<ToolResult> results = new ArrayList<>();
        for (int slot = 0; slot < PICTURES; slot++) {
            if (random.nextInt(4) == 0) {
                parts.gap("diffusion", "gap of " + variant, FailureCode.TIMEOUT);
            } else {
                parts.picture("diffusion", "picture of " + variant);
                results.add(result(job, variant, slot));
            }
        }
        Document document = parts.document(job);
        return new Edition(variant, document, results, List.of(score(random), score(random)));
    }

    private static OptionalDouble score(Random random) {
        return random.nextInt(4) == 0 ? OptionalDouble.empty() : OptionalDouble.of(random.nextInt(5) / 4.0);
    }

    private static ToolResult result(JobId job, int variant, int slot) {
        return new ToolResult(
                new CallId(new DraftId(job, 0), slot),
                "diffusion",
                "f" + slot,
                new ToolSuccess(
                        Documents.BLOB,
                        "alt",
                        Provenance.madeBy("test", Json.mapper().createObjectNode()),
                        List.of()),
                1,
                "variant-" + variant,
                NOW,
                NOW,
                NOW);
    }
}
