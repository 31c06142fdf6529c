package io.llmi.toolkit.image.container;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.llmi.toolkit.image.RejectedImageException;
import io.llmi.toolkit.image.RejectedImageException.Reason;

/** A WebP file (RFC 9649), simple or extended. */
public final class WebpContainer implements ImageContainer {
    private static final int MAX_CHUNKS = 10_000;
    private static final int HEADER = 12;
    private static final int ANIMATION_FLAG = 0x02;
    private static final int XMP_FLAG = 0x04;
    private static final int EXIF_FLAG = 0x08;
    private static final int ALPHA_FLAG = 0x10;
    private static final int ICC_FLAG = 0x20;
    private static final int LOSSLESS_SIGNATURE = 0x2f;
    private static final Set<String> PICTURES = Set.of("VP8 ", "VP8L");
    private static final Set<String> PIXELS = Set.of("VP8 ", "VP8L", "ALPH");
    private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);

    /** @param start of the content, behind name and length */
    private record Chunk(String name, int start, int length) {}

    private record Size(int width, int height, boolean alpha) {}

    private final byte[] bytes;
    private final List<Chunk> chunks;
    private final Size size;
    private final boolean animated;

    private WebpContainer(byte[] bytes, List<Chunk> chunks, Size size, boolean animated) {
        this.bytes = bytes;
        this.chunks = chunks;
        this.size = size;
        this.animated = animated;
    }

    static WebpContainer parse(byte[] bytes) throws RejectedImageException {
        ByteBuffer data = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        List<Chunk> chunks = split(data);
        Optional<Chunk> extended =
                Optional.of(chunks.getFirst()).filter(chunk -> chunk.name().equals("VP8X") && chunk.length() >= 10);
        int flags = extended.map(chunk -> (int) data.get(chunk.start())).orElse(0);
        boolean animated = (flags & ANIMATION_FLAG) != 0
                || chunks.stream().anyMatch(chunk -> chunk.name().equals("ANMF"));
        Optional<Size> canvas = extended.map(chunk -> new Size(
                1 + (data.getInt(chunk.start() + 4) & 0xffffff),
                1 + (data.getInt(chunk.start() + 6) >>> 8),
                (flags & ALPHA_FLAG) != 0));
        if (animated) {
            Size size = canvas.orElseThrow(() -> new RejectedImageException(
                    Reason.CORRUPT, "the WebP picture moves but has no header that says so"));
            return new WebpContainer(bytes, chunks, size, true);
        }
        List<Chunk> pictures =
                chunks.stream().filter(chunk -> PICTURES.contains(chunk.name())).toList();
        if (pictures.size() != 1) {
            throw new RejectedImageException(
                    Reason.CORRUPT, "the WebP file holds %d pictures instead of one".formatted(pictures.size()));
        }
        Size stored = stored(data, pictures.getFirst());
        if (canvas.isPresent()
                && (canvas.get().width() != stored.width() || canvas.get().height() != stored.height())) {
            throw new RejectedImageException(Reason.CORRUPT, "the WebP picture's headers name different sizes");
        }
        boolean alpha = stored.alpha() || canvas.map(Size::alpha).orElse(false);
        return new WebpContainer(bytes, chunks, new Size(stored.width(), stored.height(), alpha), false);
    }

    private static List<Chunk> split(ByteBuffer data) throws RejectedImageException {
        long end = (data.getInt(4) & 0xffffffffL) + 8;
        if (end > data.limit()) {
            throw new RejectedImageException(Reason.TRUNCATED, "the WebP picture is cut off");
        }
        List<Chunk> chunks = new ArrayList<>();
        int at = HEADER;
        while (end - at >= 8) {
            byte[] name = new byte[4];
            data.get(at, name);
            long length = data.getInt(at + 4) & 0xffffffffL;
            if (length > end - at - 8) {
                throw new RejectedImageException(Reason.TRUNCATED, "the WebP picture is cut off within a chunk");
            }
            chunks.add(new Chunk(new String(name, StandardCharsets.ISO_8859_1), at + 8, (int) length));
            if (chunks.size() > MAX_CHUNKS) {
                throw new RejectedImageException(
                        Reason.CORRUPT, "the WebP picture has more than %d chunks".formatted(MAX_CHUNKS));
            }
            // Chunks begin at even places.
            at = (int) Math.min(end, at + 8 + length + (length & 1));
        }
        if (chunks.isEmpty()) {
            throw new RejectedImageException(Reason.CORRUPT, "the WebP file is empty");
        }
        return List.copyOf(chunks);
    }

    /** What the compressed picture itself says (RFC 6386 section 9.1, RFC 9649 section 3.4). */
    private static Size stored(ByteBuffer data, Chunk picture) throws RejectedImageException {
        int at = picture.start();
        if (picture.name().equals("VP8L") && picture.length() >= 5 && data.get(at) == LOSSLESS_SIGNATURE) {
            int bits = data.getInt(at + 1);
            return new Size(1 + (bits & 0x3fff), 1 + (bits >>> 14 & 0x3fff), (bits >>> 28 & 1) != 0);
        }
        if (picture.name().equals("VP8 ")
                && picture.length() >= 10
                && (data.getInt(at + 3) & 0xffffff) == 0x2a019d
                && (data.get(at) & 1) == 0) {
            int width = data.getShort(at + 6) & 0x3fff;
            int height = data.getShort(at + 8) & 0x3fff;
            if (width > 0 && height > 0) {
                return new Size(width, height, false);
            }
        }
        throw new RejectedImageException(Reason.CORRUPT, "the WebP picture has a broken header");
    }

    @Override
    public Format format() {
        return Format.WEBP;
    }

    @Override
    public int width() {
        return size.width();
    }

    @Override
    public int height() {
        return size.height();
    }

    @Override
    public boolean animated() {
        return animated;
    }

    @Override
    public Orientation orientation() {
        return first("EXIF")
                .map(chunk -> {
                    // Some writers keep the prefix that JPEG asks for.
                    int skip = Format.has(bytes, chunk.start(), EXIF) ? EXIF.length : 0;
                    return chunk.length() < skip
                            ? Orientation.UPRIGHT
                            : Orientation.ofExif(ByteBuffer.wrap(bytes, chunk.start() + skip, chunk.length() - skip));
                })
                .orElse(Orientation.UPRIGHT);
    }

    @Override
    public long metadataBytes() {
        return chunks.stream()
                .filter(chunk -> !PIXELS.contains(chunk.name()))
                .filter(chunk -> !chunk.name().equals("ANMF"))
                .mapToLong(Chunk::length)
                .sum();
    }

    @Override
    public Optional<byte[]> colourProfile(int maxBytes) throws RejectedImageException {
        Optional<Chunk> chunk = first("ICCP");
        if (chunk.isPresent() && chunk.get().length() > maxBytes) {
            throw new RejectedImageException(
                    Reason.TOO_MUCH_METADATA, "the colour profile has more than %d bytes".formatted(maxBytes));
        }
        return chunk.map(c -> Arrays.copyOfRange(bytes, c.start(), c.start() + c.length()));
    }

    @Override
    public byte[] pixelsOnly() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
        if (first("ALPH").isPresent()) {
            write(out, "VP8X", header(ALPHA_FLAG));
        }
        chunks.stream().filter(chunk -> PIXELS.contains(chunk.name())).forEach(chunk -> copy(out, chunk));
        return file(out);
    }

    @Override
    public byte[] withXmp(byte[] packet) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length + packet.length);
        int flags = XMP_FLAG
                | (size.alpha() ? ALPHA_FLAG : 0)
                | (animated ? ANIMATION_FLAG : 0)
                | (first("ICCP").isPresent() ? ICC_FLAG : 0)
                | (first("EXIF").isPresent() ? EXIF_FLAG : 0);
        write(out, "VP8X", header(flags));
        chunks.stream()
                .filter(chunk -> !Set.of("VP8X", "XMP ").contains(chunk.name()))
                .forEach(chunk -> copy(out, chunk));
        write(out, "XMP ", packet);
        return file(out);
    }

    private byte[] header(int flags) {
        ByteBuffer header = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(flags);
        header.putShort((short) (size.width() - 1)).put((byte) ((size.width() - 1) >> 16));
        header.putShort((short) (size.height() - 1)).put((byte) ((size.height() - 1) >> 16));
        return header.array();
    }

    private void copy(ByteArrayOutputStream out, Chunk chunk) {
        write(out, chunk.name(), Arrays.copyOfRange(bytes, chunk.start(), chunk.start() + chunk.length()));
    }

    private static void write(ByteArrayOutputStream out, String name, byte[] content) {
        out.writeBytes(name.getBytes(StandardCharsets.ISO_8859_1));
        out.writeBytes(littleEndian(content.length));
        out.writeBytes(content);
        if (content.length % 2 != 0) {
            out.write(0);
        }
    }

    private static byte[] file(ByteArrayOutputStream chunks) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(chunks.size() + HEADER);
        out.writeBytes("RIFF".getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(littleEndian(chunks.size() + 4));
        out.writeBytes("WEBP".getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(chunks.toByteArray());
        return out.toByteArray();
    }

    private static byte[] littleEndian(int value) {
        return ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array();
    }

    private Optional<Chunk> first(String name) {
        return chunks.stream().filter(chunk -> chunk.name().equals(name)).findFirst();
    }
}
