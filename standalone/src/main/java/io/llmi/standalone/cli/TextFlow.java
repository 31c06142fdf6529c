package io.llmi.standalone.cli;

import java.util.function.IntUnaryOperator;

/**
 * Breaks text that comes in pieces into lines that fit, between words, and leaves code and tables as they are. It never
 * lets more than one empty line through. Pure; not thread-safe.
 */
final class TextFlow {
    /** For a stream that nobody looks at through a window. */
    static final int UNLIMITED = Integer.MAX_VALUE;

    private static final String FENCE = "```";
    private static final String BOLD = "\u001b[1m";
    private static final String PLAIN = "\u001b[0m";

    private final int columns;
    private final boolean styled;
    private final IntUnaryOperator width;
    private final StringBuilder out = new StringBuilder();
    private final StringBuilder word = new StringBuilder();
    private final StringBuilder spaces = new StringBuilder();
    private int wordColumns;
    private int column;
    private int breaks = 2;
    private boolean lineIsEmpty = true;
    private boolean fenced;
    private boolean verbatim;
    private boolean bold;

    /**
     * @param columns of the window
     * @param styled whether headings are shown bold
     * @param width columns that a code point takes
     */
    TextFlow(int columns, boolean styled, IntUnaryOperator width) {
        this.columns = columns;
        this.styled = styled;
        this.width = width;
    }

    /** What to print now; a word that has not ended yet is kept. */
    String accept(String text) {
        text.codePoints().forEach(this::accept);
        return taken();
    }

    /** What is still to be printed, even if the word goes on. */
    String flush() {
        endWord();
        return taken();
    }

    /** What ends the line that was begun, if any. */
    String endLine() {
        endWord();
        if (column > 0 || !lineIsEmpty) {
            lineBreak();
        }
        return taken();
    }

    /** Something else was printed meanwhile, a whole line of it. */
    void lineWasPrinted() {
        breaks = 1;
    }

    /** Where the cursor is, from 0. */
    int column() {
        return column;
    }

    private void accept(int c) {
        int columnsOfIt = width.applyAsInt(c);
        if (c == '\n') {
            endWord();
            lineBreak();
        } else if (c == ' ' || c == '\t') {
            endWord();
            spaces.appendCodePoint(c);
        } else if (columnsOfIt > 1) {
            // Scripts of wide characters are written without spaces, and may be broken anywhere.
            endWord();
            word.appendCodePoint(c);
            wordColumns = columnsOfIt;
            endWord();
        } else {
            word.appendCodePoint(c);
            wordColumns += Math.max(0, columnsOfIt);
        }
    }

    private void endWord() {
        if (word.isEmpty()) {
            return;
        }
        if (lineIsEmpty) {
            beginLine();
        }
        if (!verbatim && column + spaces.length() + wordColumns > columns) {
            // Indentation goes before a word does.
            out.append(column > 0 ? "\n" : "");
            column = 0;
        } else {
            out.append(spaces);
            column += spaces.length();
        }
        out.append(word);
        column += wordColumns;
        if (column > columns) {
            // The terminal has broken the line itself.
            column %= columns;
        }
        word.setLength(0);
        wordColumns = 0;
        spaces.setLength(0);
        lineIsEmpty = false;
        breaks = 0;
    }

    private void beginLine() {
        String first = word.toString();
        boolean fence = first.startsWith(FENCE);
        verbatim = fenced || fence || first.startsWith("|");
        fenced ^= fence;
        if (styled && !verbatim && first.chars().allMatch(c -> c == '#')) {
            out.append(BOLD);
            bold = true;
        }
    }

    private void lineBreak() {
        spaces.setLength(0);
        column = 0;
        lineIsEmpty = true;
        if (bold) {
            out.append(PLAIN);
            bold = false;
        }
        if (breaks < 2) {
            breaks++;
            out.append('\n');
        }
    }

    private String taken() {
        String text = out.toString();
        out.setLength(0);
        return text;
    }
}
