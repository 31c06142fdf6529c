package io.llmi.parser.scan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.llmi.events.FailureCode;
import io.llmi.events.ToolCall;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TagScannerTest {
    private static final String TAG =
            "<imgen>{\"source\": \"search\", \"description\": \"d\", \"params\": {\"query\": \"q\"}}</imgen>";
    private static final Fragment CALL = new Fragment.Call(
            new ToolCall("search", "d", JsonNodeFactory.instance.objectNode().put("query", "q")));

    @Test
    void shouldGiveOutTheCallWhenItsTagClosesAndNotLater() {
        TagScanner scanner = new TagScanner(ScanLimits.DEFAULT);

        assertThat(scanner.feed("Hi " + TAG.substring(0, TAG.length() - 1))).containsExactly(text("Hi "));
        assertThat(scanner.feed(">")).containsExactly(CALL);
    }

    @Test
    void shouldGiveOutTextAtOnceWhenNothingInItMayBeMarkup() {
        TagScanner scanner = new TagScanner(ScanLimits.DEFAULT);

        assertThat(scanner.feed("a < b")).containsExactly(text("a < b"));
        assertThat(scanner.feed(" <im")).containsExactly(text(" "));
        assertThat(scanner.feed("age>")).containsExactly(text("<image>"));
        assertThat(scanner.feed("\n``")).containsExactly(text("\n"));
        assertThat(scanner.feed(" x")).containsExactly(text("`` x"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "a < b > c <i <im <imge <imgenx> < imgen > <imgen a='b'> </imgen> </think>",
                "```python\nprint('x')\n```\n",
                "```\n\n```\n```\nx\n```",
                "~~~\n```\n~~~\n",
                "  ``` \n  <b>\n```",
                "inline `code` and ``` more ``` and\n   indented\n\ttabbed\n",
                "\r\nwindows\r\n```\r\nx\r\n```\r\n",
                "unclosed ```",
                "```json",
                "\n   ",
                "<",
                "😀 and é"
            })
    void shouldKeepTextWhenItHoldsNoTag(String document) {
        assertThat(Scans.whole(document)).containsExactly(text(document));
        assertThat(Scans.charByChar(document)).containsExactly(text(document));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '^',
            value = {
                "^A\\n```json\\n#\\n```\\nB^, ^A\\n#\\nB^",
                "^```\\n#\\n```^, ^#^",
                "^A\\n  ```xml\\n  #\\n  ```\\nB^, ^A\\n#\\nB^",
                "^~~~~\\n#\\n~~~~\\nB^, ^#\\nB^",
                "^```\\n\\n#\\n\\n#\\n```\\nB^, ^#\\n\\n#\\nB^",
                "^```#```^, ^#^",
                "^```json\\n#\\nmore\\n```\\nB^, ^#\\n```json\\nmore\\n```\\nB^",
                "^```json\\nless\\n#\\n```\\nB^, ^```json\\nless\\n#\\n```\\nB^",
                "^```py\\nx\\n```\\n#\\n```py\\ny\\n```\\n^, ^```py\\nx\\n```\\n#\\n```py\\ny\\n```\\n^",
                "^```\\n#^, ^#^",
                "^```\\n#\\n``^, ^#\\n```\\n``^",
                "^A <think>#</think>B^, ^A B^",
                "^<think>x</think>#^, ^#^",
                "^A<THINK>never closed #^, A",
                "^##^, ^##^",
                "^# #\\n#^, ^# #\\n#^",
                "^A </imgen>#^, ^A </imgen>#^"
            })
    void shouldLeaveOutFencesAndThoughtsWhenTheySurroundTags(String written, String shown) {
        String document = written.replace("\\n", "\n").replace("#", TAG);

        for (List<Fragment> found : List.of(Scans.whole(document), Scans.charByChar(document))) {
            StringBuilder out = new StringBuilder();
            for (Fragment fragment : found) {
                out.append(
                        switch (fragment) {
                            case Fragment.Text text -> text.text();
                            case Fragment.Call call -> "#";
                            case Fragment.Rejected rejected -> "?" + rejected;
                        });
            }
            assertThat(out.toString()).isEqualTo(shown.replace("\\n", "\n"));
        }
    }

    @Test
    void shouldReadTheNextTagWhenOneIsNeverClosed() {
        List<Fragment> found =
                Scans.whole("A <imgen>{\"source\": \"code\", \"description\": \"lost\", \n" + TAG + " B");

        assertThat(found).hasSize(4).contains(CALL, text("A "), text(" B"));
        assertThat(rejected(found, 1).tool()).contains("code");
        assertThat(rejected(found, 1).description()).isEqualTo("lost");
        assertThat(rejected(found, 1).failure().message()).isEqualTo("The tag was never closed.");
    }

    @Test
    void shouldReadTheNextTagWhenOneIsNeverClosedInsideAString() {
        List<Fragment> found = Scans.charByChar("<imgen>{'source': 'code', 'description': 'lost. Text " + TAG + " B");

        assertThat(found).hasSize(3).contains(CALL, text(" B"));
        assertThat(rejected(found, 0).failure().message()).isEqualTo("The tag was never closed.");
    }

    @Test
    void shouldShowWhatFollowsWhenATagClosesInsideAnOpenString() {
        List<Fragment> found =
                Scans.charByChar("<imgen>{'source': 'code', 'description': 'lost</imgen> More text. " + TAG + " B");

        assertThat(found).hasSize(4).contains(CALL, text(" More text. "), text(" B"));
        assertThat(rejected(found, 0).tool()).contains("code");
    }

    @Test
    void shouldLoseNoMoreThanAParagraphWhenATagIsOnlyMentioned() {
        List<Fragment> found = Scans.whole("The `<imgen>` tag isn't closed.\nLine.\n\nNext paragraph.");

        assertThat(found).hasSize(3).contains(text("The `"), text("\n\nNext paragraph."));
    }

    @Test
    @DisplayName("bad input 73: a tag that never ends")
    void shouldRejectATagWhenTheDocumentEndsInIt() {
        List<Fragment> found = Scans.whole("A <imgen>{'source': 'search', 'description': 'd'");

        assertThat(rejected(found, 1))
                .isEqualTo(new Fragment.Rejected(
                        Optional.of("search"), "d", rejected(found, 1).failure()));
        assertThat(rejected(found, 1).failure().code()).isEqualTo(FailureCode.UNREADABLE_TAG);
    }

    @Test
    @DisplayName("bad input 73: a tag whose argument is 50 MB")
    void shouldGiveUpAtTheLimitAndReadOnWhenATagHoldsFiftyMegabytes() {
        TagScanner scanner = new TagScanner(ScanLimits.DEFAULT);
        List<Fragment> found =
                new ArrayList<>(scanner.feed("<imgen>{'source': 'code', 'description': 'd', 'params': {'code': '"));
        String megabyte = "y".repeat(1_000_000);
        for (int i = 0; i < 50; i++) {
            found.addAll(scanner.feed(megabyte));
        }
        found.addAll(scanner.feed("'}}</imgen>B " + TAG));
        found.addAll(scanner.finish());

        assertThat(found).hasSize(3);
        assertThat(rejected(found, 0).failure().code()).isEqualTo(FailureCode.LIMIT_EXCEEDED);
        assertThat(found.subList(1, 3)).containsExactly(text("B "), CALL);
    }

    @Test
    @DisplayName("bad input 73: a tag that is longer than allowed, in pieces")
    void shouldSkipTheRestWhenATagIsTooLong() {
        List<Fragment> found = Scans.pieces(
                new ScanLimits(100, 32),
                List.of("<imgen>{'source': 'x', '", "y".repeat(5000), "'}</im", "gen>B" + TAG));

        assertThat(rejected(found, 0).failure().code()).isEqualTo(FailureCode.LIMIT_EXCEEDED);
        assertThat(found.subList(1, 3)).containsExactly(text("B"), CALL);
    }

    @ParameterizedTest
    @DisplayName("bad input 74: huge numbers, keys that stand twice, and what else is no call")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{'source': 'x', 'params': {'n': 1e999999999}} | out of range",
                "{\"source\": \"x\", \"params\": {\"n\": 1e999999999}} | out of range",
                "{'source': 'x', 'params': {'n': nan}} | no value",
                "{'source': 'x', 'source': 'y', 'params': {}} | twice",
                "{\"source\": \"x\", \"params\": {\"a\": 1}, \"params\": {\"a\": 2}} | twice",
                "{'description': 'd', 'params': {}} | does not name its tool",
                "{'source': 7, 'params': {}} | does not name its tool",
                "{'source': 'x', 'description': 'd'} | no 'params'",
                "{'source': 'x', 'params': ['a']} | not an object",
                "{'source': 'x', 'params': 'a cat'} | not an object",
                "['source', 'x'] | does not hold an object",
                "a red cat | no value",
                "^^ | position 0",
                "{'source': 'x', 'params': {'p': '\\0'}} | not text",
                "{\"source\": \"x\", \"params\": {\"p\": \"\\ud83d\"}} | not text"
            })
    void shouldSayWhyWhenATagIsNoCall(String body, String reason) {
        List<Fragment> found = Scans.whole("<imgen>" + body + "</imgen>");

        assertThat(found).hasSize(1);
        assertThat(rejected(found, 0).failure().message()).contains(reason);
    }

    @Test
    @DisplayName("bad input 74: nesting as deep as a tag is long, and longer")
    void shouldRejectATagWhenItNestsTooDeep() {
        String json = "{\"source\": \"x\", \"params\": {\"a\": " + "[".repeat(30_000) + "]".repeat(30_000) + "}}";
        String python = "{'source': 'x', 'params': {'a': " + "[".repeat(31) + "]".repeat(31) + "}}";

        String longer = "{\"source\": \"x\", \"params\": {\"a\": " + "[".repeat(100_000) + "]".repeat(100_000) + "}}";

        for (String body : List.of(json, python, longer)) {
            List<Fragment> found = Scans.whole("<imgen>" + body + "</imgen>");
            assertThat(rejected(found, 0).failure().code()).isEqualTo(FailureCode.LIMIT_EXCEEDED);
        }
    }

    @Test
    void shouldPutSurrogatePairsTogetherWhenTheyAreCut() {
        assertThat(Scans.charByChar("a😀b")).containsExactly(text("a😀b"));
        assertThat(Scans.charByChar("a\ud83d" + TAG + "\ude00")).containsExactly(text("a\uFFFD"), CALL, text("\uFFFD"));
    }

    private static Fragment text(String text) {
        return new Fragment.Text(text);
    }

    private static Fragment.Rejected rejected(List<Fragment> found, int index) {
        return (Fragment.Rejected) found.get(index);
    }
}
