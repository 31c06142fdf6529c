package io.llmi.toolkit.blob;

/** The blob store could not be read or written; worth a retry unless the message says that content is damaged. */
public class BlobStoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BlobStoreException(String message) {
        super(message);
    }

    public BlobStoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
