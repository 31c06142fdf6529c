package io.llmi.standalone.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import io.llmi.events.Document;
import io.llmi.events.DocumentEvent;
import io.llmi.events.JobStatus;

/** The text as it comes, and a line for each picture's beginning and end. Plain lines, so that it reads well in a pipe. */
final class TerminalPrinter implements StreamPrinter {
    private static final int DESCRIPTION_CHARS = 60;

    /** Control sequences and operating system commands of ECMA-48, whole, so that no half of one stays as text. */
    private static final Pattern SEQUENCE = Pattern.compile(
            "(?:\\x1b\\[|\\x9b)[0-?]*[ -/]*[@-~]|(?:\\x1b]|\\x9d)[^\\x07\\x1b\\x9c]*(?:\\x07|\\x1b\\\\|\\x9c)");

    private final PrintStream out;
    private final Map<Integer, Pending> pending = new HashMap<>();
    /** Line breaks at the end of what was printed; never more than an empty line. */
    private int breaks = 2;

    private record Pending(String tool, Instant since) {}

    TerminalPrinter(PrintStream out) {
        this.out = out;
    }

    @Override
    public void print(DocumentEvent event) {
        switch (event) {
            case DocumentEvent.Accepted accepted -> line("[job] %s accepted".formatted(accepted.job()));
            case DocumentEvent.DraftStarted draft ->
                line("[plan] written by %s (%s)".formatted(draft.backend(), draft.model()));
            case DocumentEvent.Reset reset -> line("[plan] starting again: %s".formatted(reset.reason()));
            case DocumentEvent.TextDelta delta -> text(delta.text());
            case DocumentEvent.ImagePending image -> {
                pending.put(image.index(), new Pending(image.tool(), image.at()));
                line("[image %d] %s: %s ...".formatted(image.index() + 1, image.tool(), shorten(image.description())));
            }
            // Only the last state of a picture is worth a line of a terminal.
            case DocumentEvent.ImagePreview preview -> {}
            case DocumentEvent.CandidateProgress progress -> line(candidate(progress));
            case DocumentEvent.Unknown unknown -> {}
            case DocumentEvent.ImageReady image ->
                line("[image %d] ready after %s: %d x %d by %s"
                        .formatted(
                                image.index() + 1,
                                since(image.index(), image.at()),
                                image.blob().width(),
                                image.blob().height(),
                                image.provenance().backend()));
            case DocumentEvent.ImageFailed image ->
                line("[image %d] failed after %s: %s"
                        .formatted(
                                image.index() + 1,
                                since(image.index(), image.at()),
                                image.error().message()));
            case DocumentEvent.Closed closed ->
                line("[job] %s after %.1f s"
                        .formatted(
                                closed.document().status().name().toLowerCase(java.util.Locale.ROOT),
                                closed.document().timings().completedMs() / 1000.0));
        }
    }

    @Override
    public void finished(Document document, List<Path> saved) {
        if (document.status() == JobStatus.PARTIAL) {
            document.error().ifPresent(error -> line("[job] incomplete: " + error));
        }
        for (Path file : saved) {
            line("saved " + file);
        }
    }

    private static String candidate(DocumentEvent.CandidateProgress progress) {
        String step = progress.step().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
        String score = progress.score().map(value -> " %.2f".formatted(value)).orElse("");
        String reason = progress.reason().map(why -> ": " + why).orElse("");
        return "[candidate %d] %s%s%s".formatted(progress.candidate() + 1, step, score, reason);
    }

    private String since(int image, Instant now) {
        Pending begun = pending.get(image);
        return begun == null
                ? "0.0 s"
                : "%.1f s".formatted(Duration.between(begun.since(), now).toMillis() / 1000.0);
    }

    private void text(String text) {
        StringBuilder shown = new StringBuilder();
        for (char c : printable(text).toCharArray()) {
            if (c != '\n') {
                breaks = 0;
                shown.append(c);
            } else if (breaks < 2) {
                breaks++;
                shown.append(c);
            }
        }
        out.print(shown);
        out.flush();
    }

    private void line(String text) {
        if (breaks == 0) {
            out.println();
        }
        out.println(printable(text));
        out.flush();
        breaks = 1;
    }

    /** A document's text must not be able to move the cursor or recolour the terminal. */
    private static String printable(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        SEQUENCE.matcher(text)
                .replaceAll("")
                .codePoints()
                .filter(c -> c == '\n' || c == '\t' || !Character.isISOControl(c))
                .forEach(shown::appendCodePoint);
        return shown.toString();
    }

    private static String shorten(String text) {
        String oneLine = text.replace('\n', ' ');
        if (oneLine.codePointCount(0, oneLine.length()) <= DESCRIPTION_CHARS) {
            return oneLine;
        }
        return oneLine.substring(0, oneLine.offsetByCodePoints(0, DESCRIPTION_CHARS - 1)) + "…";
    }
}
