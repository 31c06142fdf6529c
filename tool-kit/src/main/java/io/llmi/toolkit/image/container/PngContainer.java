package io.llmi.toolkit.image.container;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

import io.llmi.toolkit.image.RejectedImageException;
import io.llmi.toolkit.image.RejectedImageException.Reason;

/** A PNG file (W3C PNG, third edition). An animated one counts as its default picture, which it stores on its own. */
public final class PngContainer implements ImageContainer {
    private static final int SIGNATURE = 8;
    private static final int OVERHEAD = 12;
    private static final int MAX_CHUNKS = 100_000;
    private static final Set<String> PIXELS = Set.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND");
    private static final byte[] XMP_KEYWORD = "XML:com.adobe.xmp\0".getBytes(StandardCharsets.ISO_8859_1);

    /** @param start of the content, behind length and type */
    private record Chunk(String type, int start, int length) {
        int from() {
            return start - 8;
        }

        int to() {
            return start + length + 4;
        }
    }

    private final byte[] bytes;
    private final List<Chunk> chunks;
    private final int width;
    private final int height;

    private PngContainer(byte[] bytes, List<Chunk> chunks, int width, int height) {
        this.bytes = bytes;
        this.chunks = chunks;
        this.width = width;
        this.height = height;
    }

    static PngContainer parse(byte[] bytes) throws RejectedImageException {
        ByteBuffer data = ByteBuffer.wrap(bytes);
        List<Chunk> chunks = new ArrayList<>();
        int at = SIGNATURE;
        while (chunks.isEmpty() || !chunks.getLast().type().equals("IEND")) {
            if (bytes.length - at < OVERHEAD) {
                throw new RejectedImageException(Reason.TRUNCATED, "the PNG picture is cut off");
            }
            int length = data.getInt(at);
            if (length < 0 || length > bytes.length - at - OVERHEAD) {
                throw new RejectedImageException(Reason.TRUNCATED, "the PNG picture is cut off within a chunk");
            }
            chunks.add(new Chunk(new String(bytes, at + 4, 4, StandardCharsets.ISO_8859_1), at + 8, length));
            if (chunks.size() > MAX_CHUNKS) {
                throw new RejectedImageException(
                        Reason.CORRUPT, "the PNG picture has more than %d chunks".formatted(MAX_CHUNKS));
            }
            at += OVERHEAD + length;
        }
        Chunk header = chunks.getFirst();
        if (!header.type().equals("IHDR") || header.length() != 13) {
            throw new RejectedImageException(Reason.CORRUPT, "the PNG picture does not begin with its header");
        }
        if (chunks.stream().filter(chunk -> chunk.type().equals("IHDR")).count() > 1) {
            throw new RejectedImageException(Reason.CORRUPT, "the PNG picture has two headers");
        }
        if (chunks.stream().noneMatch(chunk -> chunk.type().equals("IDAT"))) {
            throw new RejectedImageException(Reason.CORRUPT, "the PNG picture has no pixels");
        }
        int width = data.getInt(header.start());
        int height = data.getInt(header.start() + 4);
        if (width < 1 || height < 1) {
            throw new RejectedImageException(Reason.CORRUPT, "the PNG picture has no size");
        }
        return new PngContainer(bytes, List.copyOf(chunks), width, height);
    }

    @Override
    public Format format() {
        return Format.PNG;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return height;
    }

    @Override
    public boolean animated() {
        return false;
    }

    @Override
    public Orientation orientation() {
        return first("eXIf")
                .map(chunk -> Orientation.ofExif(ByteBuffer.wrap(bytes, chunk.start(), chunk.length())))
                .orElse(Orientation.UPRIGHT);
    }

    @Override
    public long metadataBytes() {
        return chunks.stream()
                .filter(chunk -> !PIXELS.contains(chunk.type()))
                // The further pictures of an animation: dropped, however many there are.
                .filter(chunk -> !chunk.type().equals("fdAT"))
                .mapToLong(Chunk::length)
                .sum();
    }

    @Override
    public Optional<byte[]> colourProfile(int maxBytes) throws RejectedImageException {
        Optional<Chunk> chunk = first("iCCP");
        if (chunk.isEmpty()) {
            return Optional.empty();
        }
        int end = chunk.get().start() + chunk.get().length();
        int compressed = chunk.get().start();
        while (compressed < end && bytes[compressed] != 0) {
            compressed++;
        }
        // Behind the name: a zero and the compression method, of which there is one.
        compressed += 2;
        return compressed < end ? inflate(compressed, end - compressed, maxBytes) : Optional.empty();
    }

    private Optional<byte[]> inflate(int from, int length, int maxBytes) throws RejectedImageException {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(bytes, from, length);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] buffer = new byte[8192];
            int read;
            while ((read = inflater.inflate(buffer)) > 0) {
                out.write(buffer, 0, read);
                if (out.size() > maxBytes) {
                    throw new RejectedImageException(
                            Reason.TOO_MUCH_METADATA,
                            "the colour profile unpacks to more than %d bytes".formatted(maxBytes));
                }
            }
            return Optional.of(out.toByteArray());
        } catch (DataFormatException e) {
            // The pixels are whole all the same.
            return Optional.empty();
        } finally {
            inflater.end();
        }
    }

    @Override
    public byte[] pixelsOnly() {
        return rebuild(chunk -> PIXELS.contains(chunk.type()), new byte[0]);
    }

    @Override
    public byte[] withXmp(byte[] packet) {
        ByteBuffer chunk = ByteBuffer.allocate(OVERHEAD + XMP_KEYWORD.length + 4 + packet.length);
        chunk.putInt(chunk.capacity() - OVERHEAD).put("iTXt".getBytes(StandardCharsets.ISO_8859_1));
        // Not compressed, and neither language nor translated keyword.
        chunk.put(XMP_KEYWORD).put(new byte[4]).put(packet);
        CRC32 crc = new CRC32();
        crc.update(chunk.array(), 4, chunk.position() - 4);
        chunk.putInt((int) crc.getValue());
        return rebuild(c -> !isXmp(c), chunk.array());
    }

    private byte[] rebuild(Predicate<Chunk> kept, byte[] behindHeader) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length + behindHeader.length);
        out.write(bytes, 0, SIGNATURE);
        for (Chunk chunk : chunks) {
            if (kept.test(chunk)) {
                out.write(bytes, chunk.from(), chunk.to() - chunk.from());
            }
            if (chunk.type().equals("IHDR")) {
                out.writeBytes(behindHeader);
            }
        }
        return out.toByteArray();
    }

    private boolean isXmp(Chunk chunk) {
        return Set.of("iTXt", "tEXt", "zTXt").contains(chunk.type())
                && chunk.length() >= XMP_KEYWORD.length
                && Arrays.equals(
                        bytes, chunk.start(), chunk.start() + XMP_KEYWORD.length, XMP_KEYWORD, 0, XMP_KEYWORD.length);
    }

    private Optional<Chunk> first(String type) {
        return chunks.stream().filter(chunk -> chunk.type().equals(type)).findFirst();
    }
}
