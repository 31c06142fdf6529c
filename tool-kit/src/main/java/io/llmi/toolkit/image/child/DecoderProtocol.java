package io.llmi.toolkit.image.child;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

import io.llmi.toolkit.image.CleanImage;
import io.llmi.toolkit.image.ImageBounds;
import io.llmi.toolkit.image.RejectedImageException;
import io.llmi.toolkit.image.RejectedImageException.Reason;
import io.llmi.toolkit.image.decode.CleaningRules;

/** What parent and child say to each other: one request, one reply, every part preceded by its length. */
final class DecoderProtocol {
    /** The child's first word. */
    static final int READY = 0x4c4d4931;

    private static final int CLEAN = 1;
    private static final int REJECTED = 2;

    /** @param bytes the untrusted file */
    record Request(byte[] bytes, CleaningRules rules) {}

    private DecoderProtocol() {}

    static void writeRequest(DataOutputStream out, Request request) throws IOException {
        CleaningRules rules = request.rules();
        ImageBounds bounds = rules.bounds();
        out.writeInt(bounds.minWidth());
        out.writeInt(bounds.minHeight());
        out.writeInt(bounds.maxWidth());
        out.writeInt(bounds.maxHeight());
        out.writeLong(bounds.maxPixels());
        out.writeFloat(rules.jpegQuality());
        out.writeInt(rules.maxMetadataBytes());
        writeBytes(out, request.bytes());
        out.flush();
    }

    static Request readRequest(DataInputStream in) throws IOException {
        ImageBounds bounds = new ImageBounds(in.readInt(), in.readInt(), in.readInt(), in.readInt(), in.readLong());
        CleaningRules rules = new CleaningRules(bounds, in.readFloat(), in.readInt());
        return new Request(readBytes(in, Integer.MAX_VALUE), rules);
    }

    static void writeClean(DataOutputStream out, CleanImage image) throws IOException {
        out.writeByte(CLEAN);
        out.writeUTF(image.mediaType());
        out.writeInt(image.width());
        out.writeInt(image.height());
        writeBytes(out, image.bytes());
        out.flush();
    }

    static void writeRejected(DataOutputStream out, RejectedImageException rejection) throws IOException {
        out.writeByte(REJECTED);
        out.writeUTF(rejection.reason().name());
        out.writeUTF(String.valueOf(rejection.getMessage()));
        out.flush();
    }

    /**
     * @param maxBytes the longest file that the reply may carry: the child has touched untrusted bytes
     * @throws RejectedImageException what the child says
     * @throws IOException if the child breaks off or breaks the protocol
     */
    static CleanImage readReply(DataInputStream in, long maxBytes) throws IOException, RejectedImageException {
        int kind = in.readByte();
        switch (kind) {
            case CLEAN -> {
                String mediaType = in.readUTF();
                int width = in.readInt();
                int height = in.readInt();
                return new CleanImage(readBytes(in, maxBytes), mediaType, width, height);
            }
            case REJECTED -> {
                String reason = in.readUTF();
                throw new RejectedImageException(reason(reason), in.readUTF());
            }
            default -> throw new IOException("a reply of unknown kind " + kind);
        }
    }

    private static Reason reason(String name) throws IOException {
        try {
            return Reason.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw new IOException("a reply with an unknown reason", e);
        }
    }

    private static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] readBytes(DataInputStream in, long limit) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > limit) {
            throw new IOException("a length of %d where at most %d were expected".formatted(length, limit));
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return bytes;
    }
}
