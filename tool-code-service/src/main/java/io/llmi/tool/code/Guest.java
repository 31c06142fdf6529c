package io.llmi.tool.code;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One started sandbox with one program in it. Closing it kills all that is in it. */
interface Guest extends AutoCloseable {
    /** How much of what a program prints is kept, in bytes. */
    int MAX_PRINTED = 64 * 1024;

    /** How much a program may print before it is stopped, in bytes. */
    long PRINT_FLOOD = 64L * 1024 * 1024;

    long WATCH_MILLIS = 100;

    CompletableFuture<GuestAnswer> answer();

    /** The exit code of a guest whose answer channel is closed; 128 and the signal's number if one killed it. */
    int exitCode() throws InterruptedException;

    /** The start of what a guest printed that has ended or is ending, for a log. */
    String printed() throws InterruptedException;

    /** Memory that belongs to the guest's processes and to no file; there is no control group to ask. */
    long residentBytes();

    long printedBytes();

    @Override
    void close();

    /** How waiting for an answer ended. */
    sealed interface Waited {
        record Answered(GuestAnswer answer) implements Waited {}

        record OutOfTime() implements Waited {}

        record TooMuch(String reason) implements Waited {}
    }

    /** Waits for the answer, and looks now and then at what the guest uses as a whole. */
    default Waited await(Duration patience, long maxResidentBytes) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                return new Waited.OutOfTime();
            }
            try {
                return new Waited.Answered(answer().get(Math.min(left, WATCH_MILLIS), TimeUnit.MILLISECONDS));
            } catch (TimeoutException e) {
                if (residentBytes() > maxResidentBytes) {
                    return new Waited.TooMuch(
                            "its processes together use more than %d MiB of memory".formatted(maxResidentBytes >> 20));
                }
                if (printedBytes() > PRINT_FLOOD) {
                    return new Waited.TooMuch("it prints more than %d MiB".formatted(PRINT_FLOOD >> 20));
                }
            } catch (ExecutionException e) {
                throw new IllegalStateException("the guest's answer could not be read", e.getCause());
            }
        }
    }

    /** The request as the runner reads it: a length and the limits, a length and the program. */
    static byte[] request(byte[] limits, byte[] source) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream output = new DataOutputStream(bytes);
            output.writeInt(limits.length);
            output.write(limits);
            output.writeInt(source.length);
            output.write(source);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException("memory can be written to", e);
        }
    }
}
