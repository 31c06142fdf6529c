package io.llmi.parser.scan;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Two million characters that a careless scanner would go over again and again. */
class HostileInputTest {
    private static final int SIZE = 2_000_000;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<imgen>{'",
                "<imgen>{'</imgen>",
                "<imgen>{\"a\":'<imgen>",
                "<",
                "<imgen",
                "```",
                "```\n",
                "\n```\n ",
                "<think>",
                "<think></think>",
                "<imgen>{'code':'','a':''}}",
                "<imgen>{'code': '','a': ','a': '</imgen>",
                "'}, 'source': '",
                "{\"a\":",
                "\\",
                " ",
                "\ud83d"
            })
    void shouldDoLinearWorkWhenInputIsHostile(String piece) {
        for (String opening : new String[] {"", "<imgen>{'code':'", "<imgen>{'source': 'x', 'params': '"}) {
            TagScanner scanner = new TagScanner(ScanLimits.DEFAULT);
            String document = opening + piece.repeat(SIZE / piece.length());

            scanner.feed(document);
            scanner.finish();

            assertThat(scanner.work()).isLessThan(300L * SIZE);
        }
    }
}
