package io.llmi.parser.scan;

import java.util.Optional;

/**
 * The text between tags. Gives it out at once, but for what may be the beginning of markup or of a fence before a tag.
 *
 * <p>Fence lines directly around tags are left out, as if they had not been written. A tag is given out when it closes,
 * before it is known what else its fence holds: if text follows in the fence, the fence's opening line is written
 * before that text, behind the tag.
 */
final class DocumentText {
    /** Held text is given out when it gets longer: no fence line and no indentation that we remove is. */
    private static final int MAX_HELD = 256;

    private static final int MIN_FENCE = 3;

    private enum State {
        PLAIN,
        INDENT,
        MARKUP,
        FENCE_MARKS,
        FENCE_INFO,
        FENCE_GAP,
        FENCED_MARKUP,
        BEHIND_TAG,
        BEHIND_TAG_MARKUP,
        CLOSING_MARKS
    }

    private final FragmentSink out;
    private final TextInput input;
    private final MarkupMatcher markup = new MarkupMatcher(Markup.TAG_OPEN, Markup.THINK_OPEN);
    private final StringBuilder held = new StringBuilder();
    private State state;
    private boolean atLineStart;
    private boolean heldFromLineStart;
    private Optional<Fence> openFence;
    private Optional<Fence> removedFence;
    private char mark;
    private int marks;
    private int fenceLineEnd;

    DocumentText(FragmentSink out, TextInput input, Checkpoint start) {
        this.out = out;
        this.input = input;
        this.atLineStart = start.atLineStart();
        this.openFence = start.openFence();
        this.removedFence = start.removedFence();
        this.state = removedFence.isPresent() ? State.BEHIND_TAG : State.PLAIN;
    }

    /** Takes a character; the markup that it completes, if any. */
    Optional<Markup> accept(char c) {
        if (held.length() >= MAX_HELD) {
            return letGo(c);
        }
        return switch (state) {
            case PLAIN -> plain(c);
            case INDENT -> indent(c);
            case MARKUP -> markup(c);
            case FENCE_MARKS -> fenceMarks(c);
            case FENCE_INFO -> fenceInfo(c);
            case FENCE_GAP -> fenceGap(c);
            case FENCED_MARKUP -> fencedMarkup(c);
            case BEHIND_TAG -> behindTag(c);
            case BEHIND_TAG_MARKUP -> behindTagMarkup(c);
            case CLOSING_MARKS -> closingMarks(c);
        };
    }

    /** The document is over; may leave characters to be scanned again. */
    void finish() {
        switch (state) {
            case BEHIND_TAG_MARKUP -> reopenFence();
            case CLOSING_MARKS -> {
                if (marks >= removedFence.orElseThrow().length()) {
                    held.setLength(0);
                } else {
                    reopenFence();
                }
            }
            case PLAIN, INDENT, MARKUP, FENCE_MARKS, FENCE_INFO, FENCE_GAP, FENCED_MARKUP, BEHIND_TAG -> release();
        }
    }

    Checkpoint checkpoint(Checkpoint.Mode mode, String heldElsewhere) {
        return new Checkpoint(
                mode,
                out.waiting() + held + heldElsewhere,
                held.isEmpty() ? atLineStart : heldFromLineStart,
                openFence,
                removedFence,
                input.fresh(),
                input.again());
    }

    private Optional<Markup> plain(char c) {
        if (c == '<') {
            hold(c, State.MARKUP);
            return markup.accept(c);
        }
        if (atLineStart && (c == ' ' || c == '\t')) {
            return hold(c, State.INDENT);
        }
        if (atLineStart && (c == '`' || c == '~')) {
            mark = c;
            marks = 1;
            return hold(c, State.FENCE_MARKS);
        }
        out.append(c);
        atLineStart = c == '\n';
        return Optional.empty();
    }

    private Optional<Markup> indent(char c) {
        if (c == ' ' || c == '\t') {
            return hold(c, State.INDENT);
        }
        state = State.PLAIN;
        if (c != '<' && c != '`' && c != '~') {
            release();
        }
        return plain(c);
    }

    private Optional<Markup> markup(char c) {
        Optional<Markup> found = markup.accept(c);
        if (found.isPresent()) {
            held.setLength(held.length() - found.get().length() + 1);
            release();
            out.breakPair();
            atLineStart = atLineStart && found.get() == Markup.THINK_OPEN;
            return found;
        }
        if (markup.pending() > 1) {
            return hold(c, State.MARKUP);
        }
        release();
        atLineStart = false;
        markup.reset();
        return plain(c);
    }

    private Optional<Markup> fenceMarks(char c) {
        if (c == mark) {
            marks++;
            return hold(c, State.FENCE_MARKS);
        }
        if (marks < MIN_FENCE) {
            return noFence(c);
        }
        state = State.FENCE_INFO;
        return fenceInfo(c);
    }

    private Optional<Markup> fenceInfo(char c) {
        if (c == '\n') {
            return fenceLine();
        }
        if (c == '`' && mark == '`') {
            return noFence(c);
        }
        if (c == '<' && openFence.isEmpty()) {
            fenceLineEnd = held.length();
            markup.accept(c);
            return hold(c, State.FENCED_MARKUP);
        }
        if (c == '<') {
            return noFence(c);
        }
        return hold(c, State.FENCE_INFO);
    }

    private Optional<Markup> fenceLine() {
        if (openFence.isEmpty()) {
            fenceLineEnd = held.length() + 1;
            return hold('\n', State.FENCE_GAP);
        }
        Fence open = openFence.get();
        boolean closes = mark == open.mark()
                && marks >= open.length()
                && held.toString().strip().length() == marks;
        if (closes) {
            openFence = Optional.empty();
        }
        release();
        return plain('\n');
    }

    private Optional<Markup> noFence(char c) {
        release();
        atLineStart = false;
        return plain(c);
    }

    private Optional<Markup> fenceGap(char c) {
        if (c == '<') {
            markup.accept(c);
            return hold(c, State.FENCED_MARKUP);
        }
        hold(c, State.FENCE_GAP);
        if (!LiteralCursor.isBlank(c)) {
            keepFence();
        }
        return Optional.empty();
    }

    private Optional<Markup> fencedMarkup(char c) {
        Optional<Markup> found = markup.accept(c);
        hold(c, State.FENCED_MARKUP);
        if (found.equals(Optional.of(Markup.TAG_OPEN))) {
            removedFence = Optional.of(fence());
            held.setLength(0);
            state = State.BEHIND_TAG;
            atLineStart = false;
            return found;
        }
        if (found.isPresent() || markup.pending() <= 1) {
            keepFence();
        }
        return Optional.empty();
    }

    private Optional<Markup> behindTag(char c) {
        if (c == '<') {
            markup.accept(c);
            return hold(c, State.BEHIND_TAG_MARKUP);
        }
        if (c == removedFence.orElseThrow().mark()) {
            marks = 1;
            return hold(c, State.CLOSING_MARKS);
        }
        hold(c, State.BEHIND_TAG);
        if (!LiteralCursor.isBlank(c)) {
            reopenFence();
        }
        return Optional.empty();
    }

    private Optional<Markup> behindTagMarkup(char c) {
        Optional<Markup> found = markup.accept(c);
        hold(c, State.BEHIND_TAG_MARKUP);
        if (found.equals(Optional.of(Markup.TAG_OPEN))) {
            held.setLength(held.length() - Markup.TAG_OPEN.length());
            release();
            state = State.BEHIND_TAG;
            return found;
        }
        if (found.isPresent() || markup.pending() <= 1) {
            reopenFence();
        }
        return Optional.empty();
    }

    private Optional<Markup> closingMarks(char c) {
        if (c == removedFence.orElseThrow().mark()) {
            marks++;
            return hold(c, State.CLOSING_MARKS);
        }
        if (marks >= removedFence.orElseThrow().length()) {
            held.setLength(0);
            removedFence = Optional.empty();
            state = State.PLAIN;
            return plain(c);
        }
        hold(c, State.CLOSING_MARKS);
        reopenFence();
        return Optional.empty();
    }

    /** The fence before the held text holds something else than tags. */
    private void keepFence() {
        String text = held.toString();
        openFence = Optional.of(fence());
        held.setLength(0);
        markup.reset();
        out.append(text.substring(0, fenceLineEnd));
        atLineStart = text.charAt(fenceLineEnd - 1) == '\n';
        state = State.PLAIN;
        input.scanAgain(text.substring(fenceLineEnd));
    }

    /** Something else than tags follows in the fence whose opening line was left out. */
    private void reopenFence() {
        Fence fence = removedFence.orElseThrow();
        String text = held.toString();
        held.setLength(0);
        markup.reset();
        out.append("\n" + fence.line() + "\n");
        openFence = removedFence;
        removedFence = Optional.empty();
        atLineStart = true;
        state = State.PLAIN;
        int lineBreak = text.indexOf('\n');
        boolean blankLine = lineBreak >= 0 && text.substring(0, lineBreak).isBlank();
        input.scanAgain(blankLine ? text.substring(lineBreak + 1) : text);
    }

    private Fence fence() {
        return new Fence(mark, marks, held.substring(0, fenceLineEnd).stripTrailing());
    }

    private Optional<Markup> hold(char c, State next) {
        if (held.isEmpty()) {
            heldFromLineStart = atLineStart;
        }
        held.append(c);
        state = next;
        return Optional.empty();
    }

    private Optional<Markup> letGo(char c) {
        return switch (state) {
            case FENCE_GAP, FENCED_MARKUP -> {
                held.append(c);
                keepFence();
                yield Optional.empty();
            }
            case BEHIND_TAG, BEHIND_TAG_MARKUP, CLOSING_MARKS -> {
                held.append(c);
                reopenFence();
                yield Optional.empty();
            }
            case PLAIN, INDENT, MARKUP, FENCE_MARKS, FENCE_INFO -> noFence(c);
        };
    }

    private void release() {
        out.append(held);
        held.setLength(0);
        state = State.PLAIN;
    }
}
