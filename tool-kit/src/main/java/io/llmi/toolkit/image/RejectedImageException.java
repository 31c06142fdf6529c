package io.llmi.toolkit.image;

/** Why bytes were not taken as a picture: a stable reason, and a sentence for whoever sent them. */
public final class RejectedImageException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What kind of fault it is; the codes are stable and fit for metrics. */
    public enum Reason {
        /** Of no accepted format, by its first bytes. */
        NOT_A_PICTURE("not_a_picture"),
        /** Of an accepted format, but of a variety that is not decoded: CMYK, lossless JPEG, 12 bits a sample. */
        UNSUPPORTED("unsupported"),
        /** The file breaks off. */
        TRUNCATED("truncated"),
        /** The file contradicts its format, or its pixels cannot be decoded without damage. */
        CORRUPT("corrupt"),
        /** Fewer pixels a side than the caller asked for. */
        TOO_SMALL("too_small"),
        /** More pixels than the caller or the configuration allows. */
        TOO_LARGE("too_large"),
        /** More bytes than the configuration allows. */
        TOO_MANY_BYTES("too_many_bytes"),
        /** A moving picture. */
        ANIMATED("animated"),
        /** More metadata, or a larger colour profile, than the configuration allows. */
        TOO_MUCH_METADATA("too_much_metadata"),
        /** The run has had its share of pixels. */
        OVER_BUDGET("over_budget"),
        /** Decoding took longer than the configuration allows; its process was killed. */
        DECODE_TIMEOUT("decode_timeout"),
        /** Decoding took more memory than its size justifies; its process was killed. */
        DECODE_MEMORY("decode_memory"),
        /** The process that decoded it died. */
        DECODER_DIED("decoder_died");

        private final String code;

        Reason(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }

    private final Reason reason;

    /** @param message a sentence without its full stop, without anything from the bytes but numbers */
    public RejectedImageException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
