package io.llmi.parser.scan;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

class TagScannerProperties {
    private static final ScanLimits SMALL = new ScanLimits(300, 8);

    @Property(tries = 600)
    void shouldFindTheSameWhenTheDocumentIsCutAnywhere(@ForAll("documents") String document, @ForAll Random random) {
        List<Fragment> whole = Scans.pieces(SMALL, List.of(document));

        assertThat(Scans.pieces(SMALL, cut(document, random))).isEqualTo(whole);
        assertThat(Scans.pieces(SMALL, chars(document))).isEqualTo(whole);
    }

    @Property(tries = 200)
    void shouldFindTheSameWhenTheDocumentIsCutInTwoAtEveryPoint(@ForAll("documents") String document) {
        List<Fragment> whole = Scans.pieces(SMALL, List.of(document));

        for (int i = 0; i <= document.length(); i++) {
            assertThat(Scans.pieces(SMALL, List.of(document.substring(0, i), document.substring(i))))
                    .isEqualTo(whole);
        }
    }

    @Property(tries = 600)
    void shouldFindTheSameWhenTheScannerIsRebuiltBetweenChunks(
            @ForAll("documents") String document, @ForAll Random random) {
        List<Fragment> whole = Scans.pieces(SMALL, List.of(document));

        assertThat(Scans.restarting(SMALL, cut(document, random))).isEqualTo(whole);
        assertThat(Scans.restarting(SMALL, chars(document))).isEqualTo(whole);
    }

    @Property(tries = 300)
    void shouldKeepTextWhenItHasNoBracket(@ForAll("textWithoutTags") String document, @ForAll Random random) {
        List<Fragment> expected = document.isEmpty() ? List.of() : List.of(new Fragment.Text(document));

        assertThat(Scans.pieces(SMALL, cut(document, random))).isEqualTo(expected);
    }

    @Property(tries = 300)
    void shouldWorkLinearlyWhenTheDocumentIsHostile(@ForAll("documents") String piece) {
        if (piece.isEmpty()) {
            return;
        }
        TagScanner scanner = new TagScanner(ScanLimits.DEFAULT);
        String hostile = piece.repeat(1 + 20_000 / piece.length());

        scanner.feed(hostile);
        scanner.finish();

        assertThat(scanner.work()).isLessThan(300L * (hostile.length() + OpenTag.MAX_DOUBT));
    }

    @Provide
    Arbitrary<String> textWithoutTags() {
        return Arbitraries.strings()
                .withChars("ab \t\r\n`~{}'\"\\éß")
                .ofMaxLength(120)
                .flatMap(text -> Arbitraries.of("", "😀").map(text::concat));
    }

    @Provide
    Arbitrary<String> documents() {
        return Arbitraries.of(
                        "<imgen>{\"source\":\"s\",\"description\":\"d\",\"params\":{\"q\":\"x\"}}</imgen>",
                        "<imgen>{'source':'code','params':{'code':'t('A')\nx'}}</imgen>",
                        "<imgen>{'source':'s','params':{'q':'</imgen>'}}</imgen>",
                        "<imgen>",
                        "</imgen>",
                        "<imgen>{'",
                        "<imgen>{'source':'s','description':'lost",
                        "{'source':'s','params':{'q':'x'}}",
                        "<think>",
                        "</think>",
                        "<thi",
                        "```",
                        "\n```json\n",
                        "\n  ~~~\n",
                        "'",
                        "\"",
                        "'''",
                        "\\",
                        "\n",
                        "  ",
                        "\n\n",
                        "<",
                        "`",
                        "word ",
                        "\ud83d\ude00",
                        "\ud83d",
                        "\ude00",
                        "'}}",
                        "', '",
                        "':",
                        "x".repeat(120))
                .list()
                .ofMaxSize(14)
                .map(pieces -> String.join("", pieces));
    }

    private static List<String> cut(String document, Random random) {
        List<String> chunks = new ArrayList<>();
        int at = 0;
        while (at < document.length()) {
            int next = Math.min(document.length(), at + 1 + random.nextInt(12));
            chunks.add(document.substring(at, next));
            at = next;
        }
        return chunks;
    }

    private static List<String> chars(String document) {
        return document.chars().mapToObj(c -> String.valueOf((char) c)).toList();
    }
}
