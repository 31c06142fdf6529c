package io.llmi.judge.scaling;

import java.util.List;

import io.llmi.events.FailureCode;
import io.llmi.events.ImageCount;
import io.llmi.judge.Documents;
import org.junit.jupiter.api.Test;

import static io.llmi.judge.scaling.Candidates.written;
import static org.assertj.core.api.Assertions.assertThat;

class RulesTest {
    private static Documents withTags(String... tools) {
        Documents documents = new Documents().text("Some text");
        for (String tool : tools) {
            // As the parser reads a draft of which no tag is executed.
            documents.gap(tool, "a picture", FailureCode.LIMIT_EXCEEDED);
        }
        return documents;
    }

    @Test
    void shouldDropThoseWhoseTagsAreNotAsManyAsWanted() {
        Rules.Verdict verdict = Rules.apply(
                List.of(
                        written(0, "a", withTags("code")),
                        written(1, "b", withTags()),
                        written(2, "c", withTags("code", "code"))),
                ImageCount.exactly(1),
                List.of());

        assertThat(verdict.passed()).extracting(Written::number).containsExactly(0);
        assertThat(verdict.dropped()).containsOnlyKeys(1, 2);
    }

    @Test
    void shouldNotCountTagsThatNobodyCouldRead() {
        Documents broken = new Documents().text("x").gap("", "a tag", FailureCode.BAD_REQUEST);

        Rules.Verdict verdict = Rules.apply(List.of(written(0, "a", broken)), ImageCount.SOME, List.of());

        assertThat(verdict.dropped().get(0)).contains("0 readable tags");
    }

    @Test
    void shouldDropThoseThatUseToolsWhichAreNotAllowed() {
        Rules.Verdict verdict = Rules.apply(
                List.of(written(0, "a", withTags("diffusion")), written(1, "b", withTags("code"))),
                ImageCount.ANY,
                List.of("code"));

        assertThat(verdict.passed()).extracting(Written::number).containsExactly(1);
        assertThat(verdict.dropped().get(0)).contains("diffusion");
    }

    @Test
    void shouldDropEmptyOnesAndRepetitions() {
        Rules.Verdict verdict = Rules.apply(
                List.of(
                        written(0, "same", withTags("code")),
                        written(1, " same\n", withTags("code")),
                        written(2, "", new Documents())),
                ImageCount.ANY,
                List.of());

        assertThat(verdict.passed()).extracting(Written::number).containsExactly(0);
        assertThat(verdict.dropped().get(1)).contains("word for word");
        assertThat(verdict.dropped().get(2)).contains("nothing was written");
    }
}
