package io.llmi.standalone.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
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
    private final TerminalPrinter printer = new TerminalPrinter(new PrintStream(bytes, true, StandardCharsets.UTF_8));

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

        assertThat(printed()).contains("x" + "🌊".repeat(58) + "…").doesNotContain("?");
    }

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
