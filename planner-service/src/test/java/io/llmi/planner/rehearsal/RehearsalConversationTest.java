package io.llmi.planner.rehearsal;

import java.util.List;

import io.llmi.events.ImageCount;
import io.llmi.events.Message;
import io.llmi.planner.Jobs;
import io.llmi.planner.backend.PlanRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Requests that go on from a document and speak of its pictures. */
class RehearsalConversationTest {
    private static final Message TIDES = assistant("""
            # Tides

            [Image 0: Painted cover about tides]

            The sea.

            [Image 1: A photo of a harbour]

            [Image 2: Water height]
            """);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Make the first picture greyscale                         | edit:0:greyscale
            Change the second picture to sepia                       | edit:1:to sepia
            Blur the third image                                     | edit:2:blur
            Please turn the 2nd photo upside down                    | edit:1:upside down
            Make picture 2 sepia                                     | edit:1:sepia
            Make the last picture darker                             | edit:2:darker
            Make that picture brighter                               | edit:2:brighter
            Make it sepia                                            | edit:2:sepia
            Can I have the second photo in black and white?          | edit:1:in black and white
            The last image should be a bit darker                    | edit:2:should be a bit darker
            A sepia version of the second picture                    | edit:1:sepia
            Apply sepia to the first picture                         | edit:0:Apply sepia
            Add a dark border around picture 2                       | edit:1:a dark border
            Make the cover look like night                           | edit:0:look like night
            Now turn the harbour photo into sepia                    | edit:1:into sepia
            The same cover but at night                              | edit:0:at night
            Crop my second picture to a square                       | edit:1:crop to a square
            Turn this picture into a night scene                     | edit:2:into a night scene
            """)
    void shouldEditThePictureOfTheDocumentThatTheRequestNames(String prompt, String expected) {
        assertThat(edits(3, Message.user("tides"), TIDES, Message.user(prompt))).containsExactly(expected);
    }

    @Test
    void shouldEditEachWhenTheRequestNamesSeveral() {
        assertThat(edits(
                        3,
                        Message.user("tides"),
                        TIDES,
                        Message.user("Make the first picture greyscale and the second picture sepia")))
                .containsExactly("edit:0:greyscale", "edit:1:sepia");
        assertThat(edits(
                        3,
                        Message.user("tides"),
                        TIDES,
                        Message.user("Make that picture brighter, and add a photo of a lighthouse")))
                .containsExactly("edit:2:brighter", "search:lighthouse");
    }

    @Test
    void shouldCountTheDocumentsPicturesWhenTheClientSentOthersBefore() {
        Message sent = new Message(Message.Role.USER, "a page about my dog", List.of(0, 1));
        Message document = assistant("[Image 2: The same photo, sharper]\n\n[Image 3: A photo of a park]");

        assertThat(edits(4, sent, document, Message.user("Make the second picture sepia")))
                .containsExactly("edit:3:sepia");
        assertThat(edits(4, sent, document, Message.user("Make my second photo sepia")))
                .containsExactly("edit:1:sepia");
    }

    @Test
    void shouldMeanTheRequestsOwnPictureWhenItBringsOne() {
        Message request = new Message(Message.Role.USER, "Make the first picture sepia", List.of(3));

        assertThat(edits(4, Message.user("tides"), TIDES, request)).containsExactly("edit:3:sepia");
    }

    @Test
    void shouldMeanTheLatestDocumentThatHasSoManyPicturesWhenThereAreSeveral() {
        Message first = Message.user("Make the first picture greyscale");
        Message changed = assistant("[Image 3: The same first picture, greyscale]");

        assertThat(edits(
                        4, Message.user("tides"), TIDES, first, changed, Message.user("Make the first picture darker")))
                .containsExactly("edit:3:darker");
        assertThat(edits(4, Message.user("tides"), TIDES, first, changed, Message.user("Now make it brighter")))
                .containsExactly("edit:3:brighter");
        assertThat(edits(
                        4, Message.user("tides"), TIDES, first, changed, Message.user("Make the second picture sepia")))
                .containsExactly("edit:1:sepia");
    }

    @Test
    void shouldCountTheRequestsOwnWishesFirst() {
        assertThat(edits(3, Message.user("tides"), TIDES, Message.user("""
                Two photos of cats and dogs. Make the second photo sepia.""")))
                .containsExactly("search:cats", "search:dogs", "edit:4:sepia");
    }

    @Test
    void shouldSayThatThereIsNoSuchPictureWhenTheRequestCountsTooFar() {
        String document = document(
                ImageCount.ANY, 3, Message.user("tides"), TIDES, Message.user("Make the seventh picture sepia"));

        assertThat(RehearsalTagsTest.brief(document)).isEmpty();
        assertThat(document).contains("The change of the seventh picture was left out: there is no such picture.");
    }

    @Test
    void shouldKeepThePromisedCountWhenAnEditHasToBeLeftOut() {
        assertThat(RehearsalTagsTest.tags(document(
                        ImageCount.exactly(2),
                        3,
                        Message.user("tides"),
                        TIDES,
                        Message.user("Make the seventh picture sepia"))))
                .hasSize(2);
    }

    @Test
    void shouldBelieveNoIndexThatTheConversationDoesNotHave() {
        assertThat(edits(
                        1,
                        Message.user("x"),
                        assistant("[Image 7: made up]\n[Image 0: A photo of rain]"),
                        Message.user("Make the last picture sepia")))
                .containsExactly("edit:0:sepia");
    }

    @Test
    void shouldFindAPhotoWhenNothingWasShownBefore() {
        assertThat(edits(0, Message.user("The first photo in colour"))).noneMatch(tag -> tag.startsWith("edit"));
    }

    @Test
    void shouldDrawThePictureAnewWhenEditsAreNotAllowed() {
        PlanRequest request = new PlanRequest(
                Jobs.job(
                        List.of(Message.user("tides"), TIDES, Message.user("Make the second picture sepia")),
                        3,
                        ImageCount.ANY),
                Jobs.tools("diffusion"));

        assertThat(RehearsalTagsTest.brief(RehearsalBackend.document(request)))
                .containsExactly("diffusion:A photo of a harbour, sepia");
    }

    private static List<String> edits(int pictures, Message... messages) {
        return RehearsalTagsTest.brief(document(ImageCount.ANY, pictures, messages));
    }

    private static String document(ImageCount count, int pictures, Message... messages) {
        return RehearsalBackend.document(
                new PlanRequest(Jobs.job(List.of(messages), pictures, count), Jobs.allTools()));
    }

    private static Message assistant(String text) {
        return new Message(Message.Role.ASSISTANT, text, List.of());
    }
}
