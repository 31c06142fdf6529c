package io.llmi.parser.scan;

import java.util.Optional;

import io.llmi.events.FailureCode;

/**
 * The tag that is open: collects its body and decides where it ends.
 *
 * <ul>
 *   <li>Outside a string of the body {@code </imgen>} closes the tag, and {@code <imgen>} begins another one, so that
 *       this one is unreadable.
 *   <li>Inside one, {@code </imgen>} closes the tag if the body reads as a call up to there by guessing at unescaped
 *       quotes. If not, it may be part of the string: the tag is in doubt. If no later {@code </imgen>} within
 *       {@link #MAX_DOUBT} characters makes it readable it ended at the first one, unreadable, and what followed is
 *       scanned again as text.
 *   <li>Inside one, {@code <imgen>} puts it in doubt likewise; the string is believed only if the body is well-formed
 *       up to a later {@code </imgen>}, and what stands between the two before is not a tag's body itself.
 *   <li>A body that does not begin with a brace is prose: it also ends at a blank line.
 * </ul>
 */
final class OpenTag {
    /** How many characters a doubtful end is held in suspense; the stream stands still for so long. */
    static final int MAX_DOUBT = 4096;

    /** The readings of one tag: one that puts it in doubt and these. */
    private static final int MAX_DOUBTFUL_READINGS = 3;

    private static final int NONE = -1;

    /** What a character did. */
    sealed interface Verdict {
        /** The tag goes on. */
        record Open() implements Verdict {}

        /** It ended with this character. */
        record Ended(Fragment fragment) implements Verdict {}

        /** It ended where another one began. */
        record Superseded(Fragment fragment) implements Verdict {}

        /** It ended earlier; {@code rest} followed it. */
        record EndedBefore(Fragment fragment, String rest) implements Verdict {}

        /** It is too long; {@code rest} may be the beginning of markup. */
        record TooLong(Fragment fragment, String rest) implements Verdict {}
    }

    private static final Verdict OPEN = new Verdict.Open();

    private final ScanLimits limits;
    private final StringBuilder body = new StringBuilder();
    private final MarkupMatcher markup = new MarkupMatcher(Markup.TAG_CLOSE, Markup.TAG_OPEN);
    private final QuoteTracker quotes = new QuoteTracker();
    private final BodyShape shape = new BodyShape();
    private boolean markupInString;
    private int doubtAt = NONE;
    private boolean reopened;
    private Optional<Fragment> doubted = Optional.empty();
    private int doubtfulReadings;
    private long work;

    OpenTag(ScanLimits limits) {
        this.limits = limits;
    }

    /** Takes a character; {@code mayDoubt} is false once the document has been scanned again too often. */
    Verdict accept(char c, boolean mayDoubt) {
        body.append(c);
        shape.accept(c);
        if (c == '<') {
            markupInString = shape.isLiteral() && quotes.inString();
        }
        Optional<Markup> found = markup.accept(c);
        if (shape.isLiteral()) {
            quotes.accept(c);
        }
        if (found.isPresent()) {
            int at = body.length() - found.get().length();
            return found.get() == Markup.TAG_CLOSE ? closeAt(at, mayDoubt) : openAt(at, mayDoubt);
        }
        if (shape.isOver()) {
            return new Verdict.EndedBefore(neverClosed(body.toString()), body.substring(shape.proseEnd()));
        }
        if (isInDoubt() && body.length() - doubtAt > MAX_DOUBT) {
            return resolveDoubt();
        }
        if (body.length() >= limits.maxTagChars()) {
            return isInDoubt() ? resolveDoubt() : tooLong();
        }
        return OPEN;
    }

    /** The document is over. */
    Verdict finish() {
        return isInDoubt() ? resolveDoubt() : new Verdict.Ended(neverClosed(body.toString()));
    }

    /** Characters looked at by readings of the body so far. */
    long work() {
        return work;
    }

    private Verdict closeAt(int at, boolean mayDoubt) {
        String content = body.substring(0, at);
        if (reopened) {
            return closeReopened(at, content);
        }
        TagBody.Reading reading = read(content, LenientLiteral.Leniency.GUESS);
        if (reading.complete()) {
            return new Verdict.Ended(reading.fragment());
        }
        if (isInDoubt()) {
            boolean goOn = markupInString && ++doubtfulReadings < MAX_DOUBTFUL_READINGS;
            return goOn ? OPEN : resolveDoubt();
        }
        if (!markupInString || !mayDoubt) {
            return new Verdict.Ended(reading.fragment());
        }
        doubtAt = body.length();
        doubted = Optional.of(reading.fragment());
        return OPEN;
    }

    private Verdict closeReopened(int at, String content) {
        if (markupInString) {
            String inner = content.substring(doubtAt + Markup.TAG_OPEN.length(), at);
            boolean innerIsTag =
                    read(inner, LenientLiteral.Leniency.WELL_FORMED).complete();
            boolean goOn = !innerIsTag && ++doubtfulReadings < MAX_DOUBTFUL_READINGS;
            return goOn ? OPEN : resolveDoubt();
        }
        TagBody.Reading reading = read(content, LenientLiteral.Leniency.WELL_FORMED);
        return reading.complete() ? new Verdict.Ended(reading.fragment()) : resolveDoubt();
    }

    private Verdict openAt(int at, boolean mayDoubt) {
        if (isInDoubt()) {
            return reopened && markupInString ? OPEN : resolveDoubt();
        }
        String content = body.substring(0, at);
        if (!markupInString || !mayDoubt) {
            return new Verdict.Superseded(neverClosed(content));
        }
        doubtAt = at;
        reopened = true;
        doubted = Optional.of(neverClosed(content));
        return OPEN;
    }

    private boolean isInDoubt() {
        return doubtAt != NONE;
    }

    private Verdict resolveDoubt() {
        return new Verdict.EndedBefore(
                doubted.orElseGet(() -> neverClosed(body.substring(0, doubtAt))), body.substring(doubtAt));
    }

    private Verdict tooLong() {
        Fragment fragment = TagBody.rejected(
                body.toString(),
                FailureCode.LIMIT_EXCEEDED,
                "is longer than the " + limits.maxTagChars() + " characters allowed");
        return new Verdict.TooLong(fragment, body.substring(body.length() - markup.pending()));
    }

    private TagBody.Reading read(String content, LenientLiteral.Leniency leniency) {
        work += (long) content.length() * TagBody.MAX_READINGS;
        return TagBody.read(content, leniency, limits.maxNesting());
    }

    private static Fragment neverClosed(String content) {
        return TagBody.rejected(content, FailureCode.UNREADABLE_TAG, "was never closed");
    }
}
