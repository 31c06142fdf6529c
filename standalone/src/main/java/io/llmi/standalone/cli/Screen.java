package io.llmi.standalone.cli;

import java.io.IOException;
import java.util.Map;

import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.WCWidth;

/**
 * What the output is looked at through.
 *
 * @param columns that fit on a line; {@link TextFlow#UNLIMITED} if lines are read by a program
 * @param live whether a line may be written over, as a progress line is
 * @param styled whether there may be colour
 */
record Screen(int columns, boolean live, boolean styled) {
    /** A pipe or a file: plain lines. */
    static final Screen NONE = new Screen(TextFlow.UNLIMITED, false, false);

    private static final int LEAST_COLUMNS = 20;
    private static final int USUAL_COLUMNS = 80;

    /** The one that standard output goes to; the variables TERM and NO_COLOR (no-color.org) are heeded. */
    static Screen ofStandardOutput(Map<String, String> environment) {
        try (Terminal terminal = TerminalBuilder.builder()
                .system(true)
                .systemOutput(TerminalBuilder.SystemOutput.SysOut)
                .dumb(true)
                .build()) {
            if (terminal.getType().startsWith(Terminal.TYPE_DUMB)) {
                return NONE;
            }
            int columns = terminal.getWidth() > 0 ? terminal.getWidth() : USUAL_COLUMNS;
            boolean styled = environment.getOrDefault("NO_COLOR", "").isEmpty();
            return new Screen(Math.max(LEAST_COLUMNS, columns), true, styled);
        } catch (IOException e) {
            return NONE;
        }
    }

    /** Columns that a text takes. */
    static int columnsOf(String text) {
        return text.codePoints().map(Screen::columnsOf).sum();
    }

    /** Columns that a code point takes: none, one or two. */
    static int columnsOf(int codePoint) {
        return Math.max(0, WCWidth.wcwidth(codePoint));
    }

    /** The text, or as much of its beginning as fits, with an ellipsis. */
    static String shorten(String text, int columns) {
        if (columnsOf(text) <= columns) {
            return text;
        }
        StringBuilder shown = new StringBuilder();
        int used = 0;
        for (int c : text.codePoints().toArray()) {
            used += columnsOf(c);
            if (used > columns - 1) {
                break;
            }
            shown.appendCodePoint(c);
        }
        return shown.append('…').toString();
    }
}
