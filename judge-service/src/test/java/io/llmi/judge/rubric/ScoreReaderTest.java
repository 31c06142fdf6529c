package io.llmi.judge.rubric;

import io.llmi.judge.reward.PictureScores;
import io.llmi.judge.reward.TextScores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ScoreReaderTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Text: 4\nTag: 3",
                "text: 4\ntags: 3",
                "**Text:** 4\n**Tag:** 3",
                "**Text**: 4/5\n**Tag**: 3/5",
                "- Text Score: 4\n- Tag Score: 3",
                "1. Text: 4\n2. Tag: 3",
                "> Text = 4.0\n> Tag = 3,0",
                "### Text\n4\n### Tag\n3",
                "Text: 8/10\nTag: 6/10",
                "Text: 4 out of 5\nTag: 3 out of 5",
                "Text (1-5): 4\nTag (1-5): 3",
                "Text: [4]\nTag: [3]",
                "Text: 4, Tag: 3",
                "Text：4\nTag：3",
                "The text is long.\nText: 2\nOn second thought:\nText: 4\nTag: 3",
                "4\n3",
                "4/5\n3/5",
                "**4**\n**3**",
                "{\"text\": 4, \"tag\": 3}",
                "```json\n{\"text\": 4, \"tag\": 3}\n```",
                "{\"Text\": \"4\", \"tags\": \"3/5\"}",
                "{\"text\": {\"score\": 4}, \"tag\": {\"score\": 3}}",
                "<think>Text: 1\nTag: 1</think>Text: 4\nTag: 3",
                "Text: 1 perhaps, or {so}</think>\n\nText: 4\nTag: 3",
                "Text: 4\nTag: 3\n<think>Was that right?",
                "The tag {x} is fine.\nText: 4\nTag: 3"
            })
    void shouldReadScoresHoweverTheyAreDressed(String answer) throws UnreadableAnswerException {
        assertThat(ScoreReader.read(answer, Rubric.TEXT)).isEqualTo(new TextScores(4, 3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Image Quality: 2\nTask Relevance: 3\nText-Image Relevance: 4",
                "image_quality: 2\ntask_relevance: 3\ntext_image_relevance: 4",
                "Text-Image Relevance: 4\nImage Quality: 2\nTask Relevance: 3",
                "2\n3\n4",
                "{\"image_quality\":2,\"task_relevance\":3,\"text_image_relevance\":4}"
            })
    void shouldReadThreeScoresForPictures(String answer) throws UnreadableAnswerException {
        assertThat(ScoreReader.read(answer, Rubric.PICTURES)).isEqualTo(new PictureScores(2, 3, 4));
    }

    @Test
    void shouldMoveAScoreToTheBorderWhenItIsOffByOne() throws UnreadableAnswerException {
        assertThat(ScoreReader.read("Text: 0\nTag: 6", Rubric.TEXT)).isEqualTo(new TextScores(1, 5));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "I cannot judge that.",
                "Text: 4",
                "Text: 85\nTag: 90",
                "Text: -1\nTag: 3",
                "Text: four\nTag: three",
                "4",
                "4\n3\n2",
                "{\"text\": 4}",
                "{\"text\": 4, \"tag\": null}",
                "<think>Text: 4\nTag: 3",
                "Text: 4\nTag: 7/0"
            })
    void shouldRefuseAnAnswerWithoutUsableScores(String answer) {
        assertThatThrownBy(() -> ScoreReader.read(answer, Rubric.TEXT)).isInstanceOf(UnreadableAnswerException.class);
    }

    @Test
    void shouldReadTheEndOfAnEndlessAnswer() throws UnreadableAnswerException {
        String answer = " \n*".repeat(1_000_000) + "\nText: 4\nTag: 3";

        assertThat(ScoreReader.read(answer, Rubric.TEXT)).isEqualTo(new TextScores(4, 3));
    }
}
