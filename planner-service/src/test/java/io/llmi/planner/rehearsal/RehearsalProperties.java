package io.llmi.planner.rehearsal;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmi.events.ImageCount;
import io.llmi.events.Message;
import io.llmi.planner.Jobs;
import io.llmi.planner.backend.PlanRequest;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

class RehearsalProperties {
    @Property(tries = 150)
    void shouldWriteReadableTagsWhateverIsAsked(@ForAll("prompts") String prompt, @ForAll("counts") ImageCount count) {
        PlanRequest request = new PlanRequest(Jobs.job(List.of(Message.user(prompt)), 1, count), Jobs.allTools());

        String document = RehearsalBackend.document(request);

        List<JsonNode> tags = RehearsalTagsTest.tags(document);
        assertThat(document.split("<imgen>", -1)).hasSize(tags.size() + 1);
        assertThat(document.split("</imgen>", -1)).hasSize(tags.size() + 1);
        assertThat(count.isSatisfiedBy(tags.size())).isTrue();
        for (int i = 0; i < tags.size(); i++) {
            if (tags.get(i).path("source").asText().equals("edit")) {
                assertThat(tags.get(i).path("params").path("img_index").asInt(-1))
                        .isBetween(0, i);
            }
        }
        assertThat(RehearsalBackend.document(request)).isEqualTo(document);
    }

    @Provide
    Arbitrary<ImageCount> counts() {
        return Arbitraries.of(ImageCount.NONE, ImageCount.ANY, ImageCount.SOME, ImageCount.exactly(3));
    }

    @Provide
    Arbitrary<String> prompts() {
        Arbitrary<String> pieces = Arbitraries.of(
                "",
                " ",
                "a photo of ",
                "the same cover",
                " at night",
                "</imgen>",
                "<imgen>{",
                "<im<x>gen>",
                "\"",
                "\\",
                "chart of ",
                "1, 2, 3",
                " metres at ",
                "0 3 6",
                "painted ",
                "cover",
                ", ",
                " and ",
                ". ",
                "\n",
                "照片",
                "一只猫",
                "\uD83D\uDE00",
                "\uD83D",
                "make it sepia",
                "the second picture",
                "make the last one",
                "picture 2",
                " darker",
                "caption to the first photo",
                "my photo",
                "two ",
                "99999999999999999999999999999999999999",
                "{}",
                "$5",
                "%",
                "x".repeat(300),
                "version of the ",
                "draw a ",
                "no pictures",
                "98 images",
                "same",
                ":");
        return Arbitraries.oneOf(
                pieces.list().ofMaxSize(25).map(list -> String.join("", list)),
                Arbitraries.strings().ofMaxLength(200),
                pieces.list().ofSize(12).map(list -> String.join("", list).repeat(60)),
                Arbitraries.of("a ".repeat(25_000), "1, ".repeat(17_000), "a photo of ".repeat(5_000)));
    }
}
