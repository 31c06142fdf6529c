package io.llmi.toolkit.fetch;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Passes on a number of bytes and fails at the next one. */
final class CappedInputStream extends FilterInputStream {
    private final long cap;
    private long passed;

    CappedInputStream(InputStream in, long cap) {
        super(in);
        this.cap = cap;
    }

    static final class CapExceededException extends IOException {
        private static final long serialVersionUID = 1L;

        CapExceededException(long cap) {
            super("more than %d bytes".formatted(cap));
        }
    }

    @Override
    public int read() throws IOException {
        int octet = super.read();
        if (octet >= 0) {
            count(1);
        }
        return octet;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        if (read > 0) {
            count(read);
        }
        return read;
    }

    @Override
    public long skip(long n) throws IOException {
        long skipped = super.skip(n);
        count(skipped);
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void count(long bytes) throws IOException {
        passed += bytes;
        if (passed > cap) {
            throw new CapExceededException(cap);
        }
    }
}
