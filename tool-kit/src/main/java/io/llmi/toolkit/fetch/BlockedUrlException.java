package io.llmi.toolkit.fetch;

/** The rules forbid this address; nothing was sent to it. */
public final class BlockedUrlException extends FetchException {
    /** The code of every such failure. */
    public static final String CODE = "url_blocked";

    private static final long serialVersionUID = 1L;

    BlockedUrlException(String message) {
        super(message);
    }

    @Override
    public String code() {
        return CODE;
    }
}
