package io.llmi.toolkit.image.child;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import io.llmi.toolkit.image.CleanImage;
import io.llmi.toolkit.image.RejectedImageException;
import io.llmi.toolkit.image.decode.CleaningRules;
import io.llmi.toolkit.image.decode.PictureCleaner;

/** The program of a decoder process with the defects that a picture may find, each at its word. */
public final class MisbehavingDecoder {
    private MisbehavingDecoder() {}

    public static void main(String[] args) throws IOException {
        DecoderMain.serve(Long.parseLong(args[0]), MisbehavingDecoder::clean);
    }

    private static CleanImage clean(byte[] bytes, CleaningRules rules) throws RejectedImageException {
        switch (new String(bytes, StandardCharsets.ISO_8859_1)) {
            case "hang" -> hang();
            case "heap" -> {
                List<byte[]> hoard = new ArrayList<>();
                while (hoard.size() < Integer.MAX_VALUE) {
                    hoard.add(new byte[1 << 20]);
                }
            }
            case "native" -> {
                List<ByteBuffer> hoard = new ArrayList<>();
                while (hoard.size() < 60) {
                    // Zeroed, so really taken.
                    hoard.add(ByteBuffer.allocateDirect(32 << 20));
                }
                hang();
            }
            case "die" -> Runtime.getRuntime().halt(134);
            case "throw" -> throw new IllegalStateException("a defect");
            case "chatter" -> System.out.println("printed by a library");
            case "boast" -> {
                return new CleanImage(new byte[5_000_000], "image/png", 10, 10);
            }
            default -> {}
        }
        return PictureCleaner.clean(bytes, rules);
    }

    private static void hang() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
