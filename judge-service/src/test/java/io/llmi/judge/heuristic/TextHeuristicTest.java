package io.llmi.judge.heuristic;

import io.llmi.events.FailureCode;
import io.llmi.judge.Documents;
import io.llmi.judge.reward.TextScores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class TextHeuristicTest {
    private static final String REQUEST = "Explain tides to sailors";
    private static final String PROSE = "# Tides\n\nTides rise and fall twice a day, and sailors plan by them.\n\n"
            + "The moon draws the water towards it, and the turning earth carries harbours through the bulge. "
                    .repeat(9)
            + "\n\nTo explain more would take a book.";

    @Test
    void shouldPraiseACompleteDocument() {
        TextScores scores = TextHeuristic.of(new Documents()
                        .text(PROSE)
                        .picture("code", "The height of the water over a day")
                        .subject(REQUEST))
                .scores();

        assertThat(scores.text()).isEqualTo(5, within(1e-9));
        assertThat(scores.tag()).isEqualTo(5, within(1e-9));
    }

    @Test
    void shouldFindFaultWithAStub() {
        TextScores scores = TextHeuristic.of(new Documents().text("Water moves").subject(REQUEST))
                .scores();

        assertThat(scores.text()).isLessThan(2);
    }

    @Test
    void shouldFindFaultWithTagsThatSayNothingRepeatOrCannotRun() {
        Impression<TextScores> impression = TextHeuristic.of(new Documents()
                .text(PROSE)
                .picture("search", "Tides")
                .picture("search", "tides ")
                .gap("", "", FailureCode.UNREADABLE_TAG)
                .gap("code", "A chart of the water height", FailureCode.TIMEOUT)
                .subject(REQUEST));

        assertThat(impression.breakdown())
                .containsEntry("described", 0.25)
                .containsEntry("distinct", 0.75)
                .containsEntry("executable", 0.75);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The image below shows a harbour.",
                "The following picture shows a harbour.",
                "This chart above tells all.",
                "Here is an image of a harbour:",
                "Here's a beautiful photo of a harbour:",
                "See the picture for details.",
                "Below is what I mean.",
                "The water rises, as shown below.",
                "The water rises, as seen in the chart.",
                "A harbour is depicted below."
            })
    void shouldNoticeAPhraseThatAnnouncesAPicture(String phrase) {
        assertThat(TextHeuristic.introductions(phrase)).isEqualTo(1);
        assertThat(TextHeuristic.of(new Documents()
                                .text(PROSE + phrase)
                                .picture("search", "Boats in a small harbour")
                                .subject(REQUEST))
                        .breakdown())
                .containsEntry("no_introductions", 0.0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The picture of the war that he gives is bleak.",
                "Here is the harbour that I love.",
                "The chart shows what sailors knew long before.",
                "Ten metres below the surface it is dark.",
                "An image is a map of light."
            })
    void shouldNotTakePlainProseForAnAnnouncement(String prose) {
        assertThat(TextHeuristic.introductions(prose)).isZero();
    }

    @Test
    void shouldReadRequestsWithoutSpaces() {
        assertThat(Words.coverage(Words.of("潮汐表"), Words.of("这是潮汐"))).isEqualTo(0.5);
        assertThat(Words.coverage(Words.of("the of"), Words.of(""))).isEqualTo(1);
    }
}
