package io.llmi.standalone.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import io.llmi.events.Document;
import io.llmi.events.DocumentEvent;
import io.llmi.events.JobStatus;

/**
 * The text as it comes, and a line for each picture's beginning and end: plain lines in a pipe, broken between words and
 * with a line of progress in a terminal. Thread-safe.
 */
final class TerminalPrinter implements StreamPrinter {
    private static final int DESCRIPTION_COLUMNS = 60;
    private static final int LEAST_DESCRIPTION = 16;
    private static final Duration REFRESH = Duration.ofMillis(250);
    private static final String FAINT = "\u001b[2m";
    private static final String RED = "\u001b[31m";
    private static final String PLAIN = "\u001b[0m";

    /** Control sequences and operating system commands of ECMA-48, whole, so that no half of one stays as text. */
    private static final Pattern SEQUENCE = Pattern.compile(
            "(?:\\x1b\\[|\\x9b)[0-?]*[ -/]*[@-~]|(?:\\x1b]|\\x9d)[^\\x07\\x1b\\x9c]*(?:\\x07|\\x1b\\\\|\\x9c)");

    private final PrintStream out;
    private final Screen screen;
    private final Clock clock;
    private final TextFlow flow;
    private final StatusLine status;
    private final ScheduledExecutorService refresh = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("progress").daemon().factory());
    private Instant printed = Instant.MIN;

    TerminalPrinter(PrintStream out, Screen screen, Clock clock) {
        this.out = out;
        this.screen = screen;
        this.clock = clock;
        this.flow = new TextFlow(screen.columns(), screen.styled(), Screen::columnsOf);
        this.status = new StatusLine(out, screen);
        if (screen.live()) {
            refresh.scheduleWithFixedDelay(
                    this::refresh, REFRESH.toMillis(), REFRESH.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public synchronized void print(DocumentEvent event) {
        switch (event) {
            case DocumentEvent.Accepted accepted -> line(FAINT, "[job]", "%s accepted".formatted(accepted.job()));
            case DocumentEvent.DraftStarted draft ->
                line(FAINT, "[plan]", "written by %s (%s)".formatted(draft.backend(), draft.model()));
            case DocumentEvent.Reset reset -> line(FAINT, "[plan]", "starting again: %s".formatted(reset.reason()));
            case DocumentEvent.TextDelta delta -> text(delta.text());
            case DocumentEvent.ImagePending image -> {
                line(FAINT, tag(image.index()), "%s: %s ...".formatted(image.tool(), shorten(image.description())));
                status.begin(image.index(), image.tool(), image.at());
            }
            // Only the last state of a picture is worth a line of a terminal.
            case DocumentEvent.ImagePreview preview -> {}
            case DocumentEvent.CandidateProgress progress -> candidate(progress);
            case DocumentEvent.Unknown unknown -> {}
            case DocumentEvent.ImageReady image ->
                line(
                        FAINT,
                        tag(image.index()),
                        "ready after %s: %d x %d by %s"
                                .formatted(
                                        since(image.index(), image.at()),
                                        image.blob().width(),
                                        image.blob().height(),
                                        image.provenance().backend()));
            case DocumentEvent.ImageFailed image ->
                line(
                        RED,
                        tag(image.index()),
                        "failed after %s: %s"
                                .formatted(
                                        since(image.index(), image.at()),
                                        image.error().message()));
            case DocumentEvent.Closed closed ->
                line(
                        FAINT,
                        "[job]",
                        "%s after %.1f s"
                                .formatted(
                                        closed.document().status().name().toLowerCase(Locale.ROOT),
                                        closed.document().timings().completedMs() / 1000.0));
        }
    }

    @Override
    public synchronized void finished(Document document, List<Path> saved) {
        if (document.status() == JobStatus.PARTIAL) {
            document.error().ifPresent(error -> line(RED, "[job]", "incomplete: " + error));
        }
        for (Path file : saved) {
            line(FAINT, "saved", file.toString());
        }
    }

    @Override
    public synchronized void close() {
        refresh.shutdownNow();
        status.wipe();
        out.print(flow.endLine());
        out.flush();
    }

    private synchronized void refresh() {
        Instant now = clock.instant();
        // Between two pieces of text that follow each other closely it would only flicker.
        if (Duration.between(printed, now).compareTo(REFRESH) >= 0) {
            status.wipe();
            out.print(flow.flush());
            status.show(flow.column(), now);
        }
    }

    private void candidate(DocumentEvent.CandidateProgress progress) {
        String step = progress.step().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        String score = progress.score().map(value -> " %.2f".formatted(value)).orElse("");
        String reason = progress.reason().map(why -> ": " + why).orElse("");
        line(FAINT, "[candidate %d]".formatted(progress.candidate() + 1), step + score + reason);
    }

    private String since(int image, Instant now) {
        return "%.1f s".formatted(Duration.between(status.end(image, now), now).toMillis() / 1000.0);
    }

    private void text(String text) {
        status.wipe();
        out.print(flow.accept(printable(text)));
        if (!screen.live()) {
            out.print(flow.flush());
        }
        out.flush();
        printed = clock.instant();
    }

    private void line(String style, String tag, String text) {
        status.wipe();
        out.print(flow.endLine());
        TextFlow lines = new TextFlow(screen.columns(), false, Screen::columnsOf);
        String shown = lines.accept(tag + " " + printable(text).replace('\n', ' ')) + lines.flush();
        out.println(screen.styled() ? style + tag + PLAIN + shown.substring(tag.length()) : shown);
        out.flush();
        flow.lineWasPrinted();
        printed = clock.instant();
    }

    private static String tag(int image) {
        return "[image %d]".formatted(image + 1);
    }

    private String shorten(String text) {
        int columns = Math.clamp(screen.columns() - 28L, LEAST_DESCRIPTION, DESCRIPTION_COLUMNS);
        return Screen.shorten(printable(text).replace('\n', ' '), columns);
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
}
