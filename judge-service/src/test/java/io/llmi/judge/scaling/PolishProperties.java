package io.llmi.judge.scaling;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import io.llmi.events.Document;
import io.llmi.events.FailureCode;
import io.llmi.judge.Documents;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PolishProperties {
    private static String tag(int number) {
        return "<imgen>{\"source\": \"code\", \"description\": \"d%d\", \"params\": {\"code\": \"plt.plot([%d])\"}}</imgen>"
                .formatted(number, number);
    }

    /** What a parser reads in a draft of texts with these tags between them. */
    private static Document reading(List<Integer> tags, String text) {
        Documents documents = new Documents().text(text);
        for (int tag : tags) {
            documents.gap("code", "d" + tag, FailureCode.LIMIT_EXCEEDED).text(text);
        }
        return Candidates.document(documents);
    }

    private static String draft(List<Integer> tags, String text) {
        StringBuilder draft = new StringBuilder(text);
        tags.forEach(tag -> draft.append(tag(tag)).append(text));
        return draft.toString();
    }

    /** Whatever a model answers: what is accepted has the tags of before, character by character, in their order. */
    @Property(tries = 1000)
    void shouldNeverChangeATag(
            @ForAll @IntRange(min = 1, max = 5) int count,
            @ForAll("changes") String change,
            @ForAll("prose") String prose,
            @ForAll long seed) {
        List<Integer> tags = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            tags.add(i);
        }
        String before = draft(tags, "Before. ");
        List<Integer> after = new ArrayList<>(tags);
        Random random = new Random(seed);
        switch (change) {
            case "drop" -> after.remove(random.nextInt(after.size()));
            case "add" -> after.add(random.nextInt(after.size() + 1), 99);
            case "repeat" -> after.add(after.getFirst());
            case "shuffle" -> Collections.shuffle(after, random);
            case "edit" -> after.set(random.nextInt(after.size()), 77);
            default -> {}
        }
        String rewritten = draft(after, prose);

        Optional<String> accepted =
                Polish.accepted(before, reading(tags, "Before. "), rewritten, reading(after, prose));

        accepted.ifPresent(text -> assertThat(Tags.written(text)).isEqualTo(Tags.written(before)));
        assertThat(accepted.isPresent()).isEqualTo(after.equals(tags) && !prose.isBlank());
    }

    @Provide
    Arbitrary<String> changes() {
        return Arbitraries.of("none", "drop", "add", "repeat", "shuffle", "edit");
    }

    @Provide
    Arbitrary<String> prose() {
        return Arbitraries.of("New words. ", "  ", "An open <imgen> stays open? ", "\u6c34\u4f4d\n\n")
                .filter(text -> !text.contains("<imgen>"));
    }

    @Test
    void shouldBeRefusedWhenTheParserReadsOtherTagsThanTheTextShows() {
        String draft = draft(List.of(1, 2), "a");

        assertThat(Polish.accepted(draft, reading(List.of(1, 2), "a"), draft, reading(List.of(1), "a")))
                .isEmpty();
    }

    @Test
    void shouldTellTheModelWhatThePicturesShow() {
        Document document = Candidates.document(
                new Documents().text("t").picture("code", "Bars from 1 to 3").gap("search", "x", FailureCode.TIMEOUT));

        assertThat(Polish.instruction(document)).contains("1. Bars from 1 to 3").contains("2. (could not be made)");
    }
}
