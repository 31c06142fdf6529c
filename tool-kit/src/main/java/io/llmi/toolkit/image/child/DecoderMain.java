package io.llmi.toolkit.image.child;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

import io.llmi.toolkit.image.CleanImage;
import io.llmi.toolkit.image.RejectedImageException;
import io.llmi.toolkit.image.RejectedImageException.Reason;
import io.llmi.toolkit.image.decode.CleaningRules;
import io.llmi.toolkit.image.decode.PictureCleaner;

/** The program of a decoder process: cleans one picture after the other until its parent closes the pipe or dies. */
public final class DecoderMain {
    private DecoderMain() {}

    /** What is done to each picture. */
    @FunctionalInterface
    public interface Work {
        CleanImage clean(byte[] bytes, CleaningRules rules) throws RejectedImageException;
    }

    /** @param args the parent's process id */
    public static void main(String[] args) throws IOException {
        serve(Long.parseLong(args[0]), PictureCleaner::clean);
    }

    /** Serves on standard input and output; returns when the parent has closed the pipe. */
    public static void serve(long parent, Work work) throws IOException {
        // A decoder that hangs would otherwise outlive a parent that was killed.
        ProcessHandle.of(parent)
                .ifPresentOrElse(
                        handle -> handle.onExit()
                                .thenRun(() -> Runtime.getRuntime().halt(0)),
                        () -> Runtime.getRuntime().halt(0));
        InputStream in = System.in;
        OutputStream out = System.out;
        // Whatever a library prints must not get between the frames.
        System.setOut(System.err);
        serve(
                new DataInputStream(new BufferedInputStream(in, 1 << 16)),
                new DataOutputStream(new BufferedOutputStream(out, 1 << 16)),
                work);
    }

    private static void serve(DataInputStream in, DataOutputStream out, Work work) throws IOException {
        out.writeInt(DecoderProtocol.READY);
        out.flush();
        while (true) {
            DecoderProtocol.Request request;
            try {
                request = DecoderProtocol.readRequest(in);
            } catch (EOFException e) {
                return;
            }
            answer(out, request, work);
        }
    }

    private static void answer(DataOutputStream out, DecoderProtocol.Request request, Work work) throws IOException {
        CleanImage image;
        try {
            image = work.clean(request.bytes(), request.rules());
        } catch (RejectedImageException e) {
            DecoderProtocol.writeRejected(out, e);
            return;
        } catch (RuntimeException | StackOverflowError e) {
            // A defect of a decoder that this picture found; the parent's log gets the trace.
            e.printStackTrace();
            DecoderProtocol.writeRejected(
                    out, new RejectedImageException(Reason.CORRUPT, "the picture cannot be decoded"));
            return;
        }
        DecoderProtocol.writeClean(out, image);
    }
}
