package io.llmi.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * How many pictures a document should have, in the encoding of LLM-I's training data ({@code image_num}):
 * -1 none, 0 any number, 99 at least one, otherwise exactly that many.
 */
public record ImageCount(@JsonValue int code) {
    public static final ImageCount NONE = new ImageCount(-1);
    public static final ImageCount ANY = new ImageCount(0);
    public static final ImageCount SOME = new ImageCount(99);

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ImageCount {
        if (code < -1) {
            throw new IllegalArgumentException("image count must be -1 (none), 0 (any), 99 (at least one) or a number");
        }
    }

    /** @param n from 1 to 98 */
    public static ImageCount exactly(int n) {
        if (n < 1 || n > 98) {
            throw new IllegalArgumentException("an exact image count is from 1 to 98");
        }
        return new ImageCount(n);
    }

    public boolean isExact() {
        return code >= 1 && code <= 98;
    }

    /** Whether a document with this many pictures satisfies the request. */
    public boolean isSatisfiedBy(int pictures) {
        return switch (code) {
            case -1 -> pictures == 0;
            case 0 -> true;
            case 99 -> pictures > 0;
            default -> pictures == code;
        };
    }
}
