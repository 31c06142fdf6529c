package io.llmi.standalone.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;

import io.llmi.events.CallId;
import io.llmi.events.DocumentEvent;
import io.llmi.events.JobId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TerminalPrinterTest {
    private static final JobId JOB = new JobId("job_" + "0".repeat(25) + "1");

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    private final TerminalPrinter printer = new TerminalPrinter(out, Screen.NONE, Clock.systemUTC());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\u001b[31mb\u001b[0m", // colour
                "a\u001b[2J\u001b[Hb", // clears the screen
                "a\u001b]0;title\u0007b", // window title
                "a\u001b]52;c;c2VjcmV0\u001b\\b", // clipboard
                "a\u009b31mb", // the same in one character
                "a\u0007\u0008\rb"
            })
    void shouldPrintTheTextAloneWhenTheModelWritesTerminalSequences(String text) {
        printer.print(new DocumentEvent.TextDelta(JOB, 1, Instant.EPOCH, 0, text));

        assertThat(printed()).isEqualTo("ab");
    }

    @Test
    void shouldLeaveNoEscapeCharacterWhenASequenceIsSplitOverTwoEvents() {
        printer.print(new DocumentEvent.TextDelta(JOB, 1, Instant.EPOCH, 0, "a\u001b"));
        printer.print(new DocumentEvent.TextDelta(JOB, 2, Instant.EPOCH, 0, "[31mb"));

        assertThat(printed()).doesNotContain("\u001b").startsWith("a").endsWith("b");
    }

    @Test
    void shouldCutADescriptionBetweenCharactersWhenItIsLong() {
        CallId call = CallId.parse(JOB + "/0/0");
        printer.print(
                new DocumentEvent.ImagePending(JOB, 1, Instant.EPOCH, 0, 0, call, "search", "x" + "🌊".repeat(80)));

        assertThat(printed()).contains("x" + "🌊".repeat(29) + "…").doesNotContain("?");
    }

    @Test
    void shouldPrintPlainLinesInAPipe() {
        printer.print(new DocumentEvent.TextDelta(JOB, 1, Instant.EPOCH, 0, "# A title\n\n" + "word ".repeat(60)));
        printer.print(pending());
        printer.close();

        assertThat(printed())
                .isEqualTo("# A title\n\n" + "word ".repeat(60).strip() + "\n[image 1] search: a tide ...\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 33, 80, 200})
    void shouldFitIntoTheTerminal(int columns) {
        TerminalPrinter narrow = new TerminalPrinter(out, new Screen(columns, false, false), Clock.systemUTC());
        narrow.print(new DocumentEvent.TextDelta(JOB, 1, Instant.EPOCH, 0, "The tide comes and goes. ".repeat(20)));
        narrow.print(new DocumentEvent.TextDelta(JOB, 2, Instant.EPOCH, 0, "潮は満ちてまた引く。".repeat(20)));
        narrow.print(pending());
        narrow.close();

        assertThat(printed().lines())
                .allSatisfy(line -> assertThat(Screen.columnsOf(line)).isLessThanOrEqualTo(columns));
    }

    @Test
    void shouldShowWhatIsWaitedForBelowTheTextAndWipeItBeforeMoreText() {
        var clock = Clock.fixed(Instant.EPOCH.plusSeconds(7), java.time.ZoneOffset.UTC);
        StatusLine status = new StatusLine(out, new Screen(80, true, false));
        status.begin(0, "search", Instant.EPOCH);
        out.print("text");
        status.show(4, clock.instant());
        status.wipe();

        assertThat(printed()).isEqualTo("text\nwaiting for image 1 search 7 s\r\u001b[2K\u001b[1A\u001b[5G");
        assertThat(status.end(0, clock.instant())).isEqualTo(Instant.EPOCH);
        bytes.reset();
        status.show(4, clock.instant());
        assertThat(printed()).isEmpty();
    }

    @Test
    void shouldUseNoColourWhenItIsNotWanted() {
        TerminalPrinter plain = new TerminalPrinter(out, new Screen(80, true, false), Clock.systemUTC());
        plain.print(new DocumentEvent.TextDelta(JOB, 1, Instant.EPOCH, 0, "# A title\n\nText"));
        plain.print(pending());
        plain.close();
        assertThat(printed()).doesNotContain("\u001b[2m").doesNotContain("\u001b[1m");

        bytes.reset();
        TerminalPrinter styled = new TerminalPrinter(out, new Screen(80, false, true), Clock.systemUTC());
        styled.print(new DocumentEvent.TextDelta(JOB, 1, Instant.EPOCH, 0, "# A title\n\nText"));
        styled.print(pending());
        styled.close();
        assertThat(printed())
                .startsWith("\u001b[1m# A title\u001b[0m\n")
                .contains("\u001b[2m[image 1]\u001b[0m search");
    }

    private static DocumentEvent.ImagePending pending() {
        return new DocumentEvent.ImagePending(
                JOB, 3, Instant.EPOCH, 0, 0, CallId.parse(JOB + "/0/0"), "search", "a tide");
    }

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
