package io.llmi.standalone.cli;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TextFlowTest {
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of("a", "tide", "harbour,", "潮", "🌊", "é", " ", "  ", "\n", "\n\n\n", "# ", "- ")
                .list()
                .ofMaxSize(60)
                .map(pieces -> String.join("", pieces));
    }

    /** However the text is cut: all words in their order, no line too long, never two empty lines. */
    @Property
    void shouldFitAndLoseNoWordHoweverTheTextIsCut(
            @ForAll("texts") String text,
            @ForAll @IntRange(min = 20, max = 60) int columns,
            @ForAll List<@IntRange(min = 1, max = 9) Integer> cuts) {
        TextFlow flow = new TextFlow(columns, false, Screen::columnsOf);
        StringBuilder shown = new StringBuilder();
        String rest = text;
        for (int cut : cuts) {
            int at = rest.offsetByCodePoints(0, Math.min(cut, rest.codePointCount(0, rest.length())));
            shown.append(flow.accept(rest.substring(0, at)));
            rest = rest.substring(at);
        }
        shown.append(flow.accept(rest)).append(flow.endLine());

        assertThat(letters(shown.toString())).isEqualTo(letters(text));
        assertThat(shown.toString()).doesNotContain("\n\n\n");
        assertThat(shown.toString().lines()).allSatisfy(line -> assertNoWordIsBroken(line, columns));
    }

    /** A word that is longer than a line goes on in the next row, where the one after it may follow. */
    private static void assertNoWordIsBroken(String line, int columns) {
        Matcher words = Pattern.compile("[^\\s潮🌊]+").matcher(line);
        while (words.find()) {
            int begin = Screen.columnsOf(line.substring(0, words.start())) % columns;
            int width = Screen.columnsOf(words.group());
            assertThat(width > columns || begin + width <= columns)
                    .as("'%s' in '%s'", words.group(), line)
                    .isTrue();
        }
    }

    @Test
    void shouldLeaveOutTheIndentationThatAWordHasNoRoomFor() {
        TextFlow flow = new TextFlow(10, false, Screen::columnsOf);

        assertThat(flow.accept(" tentenstep fits\n")).isEqualTo("tentenstep\nfits\n");
    }

    @Test
    void shouldLeaveCodeAndTablesAsTheyAre() {
        String text = "words to be broken\n```\na  line of code that is long\n```\n| a table | with | cells |\n";

        assertThat(new TextFlow(10, false, Screen::columnsOf).accept(text))
                .isEqualTo("words to\nbe broken\n```\na  line of code that is long\n```\n| a table | with | cells |\n");
    }

    private static String letters(String text) {
        return text.replaceAll("\\s", "");
    }
}
