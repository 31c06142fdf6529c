package io.llmi.parser.scan;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Splits a model's text into text and tool calls while it is written, however it is cut.
 *
 * <p>A tag is {@code <imgen>}, a body, {@code </imgen>}: the name in any case, no blanks or attributes in the brackets.
 * {@link OpenTag} says where a tag ends, {@link TagFields} what a body may be, {@link DocumentText} what becomes of code
 * fences around tags. What stands in {@code <think>} is left out. Text comes out as it went in, but that half a
 * surrogate pair, which no UTF-8 text can hold, becomes U+FFFD.
 *
 * <p>Work is linear in the input, memory bounded by {@link ScanLimits#maxTagChars()}. Not thread-safe.
 */
public final class TagScanner {
    /** A doubtful tag's text may be scanned again as long as it adds no more than this for each character fed. */
    private static final int AGAIN_PER_CHAR = 2;

    private final ScanLimits limits;
    private final FragmentSink out = new FragmentSink();
    private final TextInput input;
    private final DocumentText text;
    private final MarkupMatcher thinkEnd = new MarkupMatcher(Markup.THINK_CLOSE);
    private final MarkupMatcher overlongEnd = new MarkupMatcher(Markup.TAG_CLOSE, Markup.TAG_OPEN);
    private Checkpoint.Mode mode;
    private @Nullable OpenTag tag;
    private long readingWork;

    /** A scanner at the beginning of a document. */
    public TagScanner(ScanLimits limits) {
        this(limits, Checkpoint.START);
    }

    private TagScanner(ScanLimits limits, Checkpoint start) {
        this.limits = limits;
        this.mode = start.mode();
        this.input = new TextInput(start.fresh() - start.held().length(), start.again());
        this.text = new DocumentText(out, input, start);
    }

    /** A scanner that goes on where another one was. */
    public static TagScanner resume(ScanLimits limits, Checkpoint checkpoint) {
        TagScanner scanner = new TagScanner(limits, checkpoint);
        scanner.feed(checkpoint.held());
        return scanner;
    }

    /** Scans some more text; what is certain by now, in order. */
    public List<Fragment> feed(String chunk) {
        input.add(chunk);
        drain();
        return out.take();
    }

    /** The document is over: gives out what was held back. The scanner must not be fed any more. */
    public List<Fragment> finish() {
        OpenTag open = tag;
        while (open != null) {
            apply(open, open.finish());
            drain();
            open = tag;
        }
        if (mode == Checkpoint.Mode.TEXT) {
            text.finish();
            drain();
            text.finish();
        }
        out.endText();
        return out.take();
    }

    /** What the scanner knows, unless a tag is open: then the text since the last checkpoint has to be fed again. */
    public Optional<Checkpoint> checkpoint() {
        if (tag != null) {
            return Optional.empty();
        }
        return Optional.of(
                switch (mode) {
                    case TEXT -> text.checkpoint(mode, "");
                    case THINK -> text.checkpoint(mode, thinkEnd.pendingText());
                    case OVERLONG_TAG -> text.checkpoint(mode, overlongEnd.pendingText());
                });
    }

    /** Characters looked at so far, those of repeated readings included: the measure of the scanner's work. */
    long work() {
        return input.fresh() + input.again() + readingWork;
    }

    private void drain() {
        while (input.hasNext()) {
            char c = input.next();
            OpenTag open = tag;
            if (open != null) {
                boolean mayDoubt = input.again() <= AGAIN_PER_CHAR * input.fresh();
                apply(open, open.accept(c, mayDoubt));
            } else {
                outside(c);
            }
        }
    }

    private void outside(char c) {
        switch (mode) {
            case TEXT ->
                text.accept(c).ifPresent(found -> {
                    if (found == Markup.TAG_OPEN) {
                        tag = new OpenTag(limits);
                    } else {
                        mode = Checkpoint.Mode.THINK;
                    }
                });
            case THINK -> thinkEnd.accept(c).ifPresent(end -> mode = Checkpoint.Mode.TEXT);
            case OVERLONG_TAG ->
                overlongEnd.accept(c).ifPresent(end -> {
                    mode = Checkpoint.Mode.TEXT;
                    if (end == Markup.TAG_OPEN) {
                        tag = new OpenTag(limits);
                    }
                });
        }
    }

    private void apply(OpenTag open, OpenTag.Verdict verdict) {
        switch (verdict) {
            case OpenTag.Verdict.Open o -> {}
            case OpenTag.Verdict.Ended ended -> end(open, ended.fragment(), "");
            case OpenTag.Verdict.EndedBefore before -> end(open, before.fragment(), before.rest());
            case OpenTag.Verdict.Superseded superseded -> {
                end(open, superseded.fragment(), "");
                tag = new OpenTag(limits);
            }
            case OpenTag.Verdict.TooLong tooLong -> {
                mode = Checkpoint.Mode.OVERLONG_TAG;
                end(open, tooLong.fragment(), tooLong.rest());
            }
        }
    }

    private void end(OpenTag open, Fragment fragment, String rest) {
        readingWork += open.work();
        tag = null;
        out.add(fragment);
        input.scanAgain(rest);
    }
}
