package io.llmi.toolkit.image.container;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import io.llmi.toolkit.image.RejectedImageException;
import io.llmi.toolkit.image.RejectedImageException.Reason;

/** A JPEG file (ITU-T T.81, JFIF 1.02, Exif 2.32). Ends at its end marker: whatever follows is not looked at. */
public final class JpegContainer implements ImageContainer {
    private static final int MAX_SEGMENTS = 10_000;
    /** Honest progressive files have about ten; each costs a pass over all pixels. */
    private static final int MAX_SCANS = 100;

    private static final int SOI = 0xd8;
    private static final int EOI = 0xd9;
    private static final int SOS = 0xda;
    private static final int APP0 = 0xe0;
    private static final int APP1 = 0xe1;
    private static final int APP2 = 0xe2;
    private static final int APP14 = 0xee;
    private static final int APP15 = 0xef;
    private static final int COM = 0xfe;
    private static final int MAX_SEGMENT = 0xffff - 2;

    private static final byte[] JFIF = ascii("JFIF\0");
    private static final byte[] EXIF = ascii("Exif\0\0");
    private static final byte[] ADOBE = ascii("Adobe");
    private static final byte[] ICC = ascii("ICC_PROFILE\0");
    private static final byte[] XMP = ascii("http://ns.adobe.com/xap/1.0/\0");
    private static final byte[] EXTENDED_XMP = ascii("http://ns.adobe.com/xmp/extension/\0");
    /** Version 1.1, square pixels, no thumbnail. */
    private static final byte[] PLAIN_JFIF = {
        (byte) 0xff, (byte) APP0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0
    };

    /**
     * @param from at its marker
     * @param content behind marker and length
     * @param to behind its end; for a scan, behind its compressed pixels
     */
    private record Segment(int marker, int from, int content, int to) {
        boolean isApplication() {
            return marker >= APP0 && marker <= APP15;
        }
    }

    private final byte[] bytes;
    private final List<Segment> segments;
    private final int width;
    private final int height;

    private JpegContainer(byte[] bytes, List<Segment> segments, int width, int height) {
        this.bytes = bytes;
        this.segments = segments;
        this.width = width;
        this.height = height;
    }

    static JpegContainer parse(byte[] bytes) throws RejectedImageException {
        List<Segment> segments = split(bytes);
        if (segments.stream().filter(segment -> segment.marker() == SOS).count() > MAX_SCANS) {
            throw new RejectedImageException(
                    Reason.UNSUPPORTED, "the JPEG picture has more than %d scans".formatted(MAX_SCANS));
        }
        if (segments.stream().noneMatch(segment -> segment.marker() == SOS)) {
            throw new RejectedImageException(Reason.CORRUPT, "the JPEG picture has no pixels");
        }
        List<Segment> frames =
                segments.stream().filter(segment -> isFrame(segment.marker())).toList();
        if (frames.size() != 1 || frames.getFirst().to() - frames.getFirst().content() < 6) {
            throw new RejectedImageException(Reason.CORRUPT, "the JPEG picture has not one frame header");
        }
        Segment frame = frames.getFirst();
        ByteBuffer header = ByteBuffer.wrap(bytes, frame.content(), 6).slice();
        int components = header.get(5);
        if (frame.marker() > 0xc2 || header.get(0) != 8 || (components != 1 && components != 3)) {
            throw new RejectedImageException(
                    Reason.UNSUPPORTED,
                    "the JPEG picture is of a rare kind (CMYK, lossless, arithmetic or 12 bit) that is not accepted");
        }
        int height = header.getShort(1) & 0xffff;
        int width = header.getShort(3) & 0xffff;
        if (width == 0 || height == 0) {
            throw new RejectedImageException(Reason.CORRUPT, "the JPEG picture has no size");
        }
        return new JpegContainer(bytes, List.copyOf(segments), width, height);
    }

    private static List<Segment> split(byte[] bytes) throws RejectedImageException {
        List<Segment> segments = new ArrayList<>();
        int at = 2;
        while (true) {
            // Between segments decoders skip whatever is no marker, and a marker may be padded with 0xff.
            while (at < bytes.length && bytes[at] != (byte) 0xff) {
                at++;
            }
            while (at < bytes.length && bytes[at] == (byte) 0xff) {
                at++;
            }
            if (at >= bytes.length) {
                throw new RejectedImageException(
                        Reason.TRUNCATED, "the JPEG picture is cut off: its end marker is missing");
            }
            int marker = bytes[at] & 0xff;
            int from = at - 1;
            at++;
            if (marker == EOI) {
                return segments;
            }
            if (marker == 0 || marker == 1 || (marker >= 0xd0 && marker <= SOI)) {
                continue;
            }
            if (bytes.length - at < 2) {
                throw new RejectedImageException(Reason.TRUNCATED, "the JPEG picture is cut off within its header");
            }
            int length = (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
            if (length < 2) {
                throw new RejectedImageException(Reason.CORRUPT, "the JPEG picture has a segment without a length");
            }
            if (length > bytes.length - at) {
                throw new RejectedImageException(Reason.TRUNCATED, "the JPEG picture is cut off within its header");
            }
            int content = at + 2;
            at += length;
            if (marker == SOS) {
                at = endOfScan(bytes, at);
            }
            segments.add(new Segment(marker, from, content, at));
            if (segments.size() > MAX_SEGMENTS) {
                throw new RejectedImageException(
                        Reason.CORRUPT, "the JPEG picture has more than %d segments".formatted(MAX_SEGMENTS));
            }
        }
    }

    /** Where the next marker is that is neither an escaped 0xff nor a restart. */
    private static int endOfScan(byte[] bytes, int from) {
        for (int i = from; i < bytes.length - 1; i++) {
            if (bytes[i] == (byte) 0xff) {
                int next = bytes[i + 1] & 0xff;
                if (next != 0 && next != 0xff && !(next >= 0xd0 && next <= 0xd7)) {
                    return i;
                }
            }
        }
        return bytes.length;
    }

    private static boolean isFrame(int marker) {
        return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }

    @Override
    public Format format() {
        return Format.JPEG;
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
        return segments.stream()
                .filter(segment -> is(segment, APP1, EXIF))
                .findFirst()
                .map(segment -> Orientation.ofExif(ByteBuffer.wrap(
                        bytes, segment.content() + EXIF.length, segment.to() - segment.content() - EXIF.length)))
                .orElse(Orientation.UPRIGHT);
    }

    @Override
    public long metadataBytes() {
        return segments.stream()
                .filter(segment -> segment.isApplication() || segment.marker() == COM)
                .mapToLong(segment -> segment.to() - segment.content())
                .sum();
    }

    @Override
    public Optional<byte[]> colourProfile(int maxBytes) throws RejectedImageException {
        int head = ICC.length + 2;
        // A profile larger than a segment comes in numbered parts, in any order.
        List<Segment> parts = segments.stream()
                .filter(segment -> is(segment, APP2, ICC) && segment.to() - segment.content() > head)
                .sorted(Comparator.comparing(segment -> bytes[segment.content() + ICC.length] & 0xff))
                .toList();
        ByteArrayOutputStream profile = new ByteArrayOutputStream();
        for (Segment part : parts) {
            profile.write(bytes, part.content() + head, part.to() - part.content() - head);
        }
        if (profile.size() > maxBytes) {
            throw new RejectedImageException(
                    Reason.TOO_MUCH_METADATA, "the colour profile has more than %d bytes".formatted(maxBytes));
        }
        return profile.size() == 0 ? Optional.empty() : Optional.of(profile.toByteArray());
    }

    @Override
    public byte[] pixelsOnly() {
        ByteArrayOutputStream out = started();
        // Both headers say that three components are YCbCr; without one, decoders guess.
        if (segments.stream().anyMatch(segment -> is(segment, APP0, JFIF) || is(segment, APP1, EXIF))) {
            out.writeBytes(PLAIN_JFIF);
        }
        for (Segment segment : segments) {
            boolean metadata = segment.isApplication() || segment.marker() == COM;
            if (!metadata || is(segment, APP14, ADOBE)) {
                out.write(bytes, segment.from(), segment.to() - segment.from());
            }
        }
        return ended(out);
    }

    @Override
    public byte[] withXmp(byte[] packet) {
        int length = XMP.length + packet.length;
        if (length > MAX_SEGMENT) {
            throw new IllegalArgumentException("an XMP packet of %d bytes does not fit into a JPEG segment of %d"
                    .formatted(packet.length, MAX_SEGMENT));
        }
        ByteArrayOutputStream out = started();
        boolean written = false;
        for (Segment segment : segments) {
            if (is(segment, APP1, XMP) || is(segment, APP1, EXTENDED_XMP)) {
                continue;
            }
            // JFIF and Exif want to be first.
            if (!written && !is(segment, APP0, JFIF) && !is(segment, APP1, EXIF)) {
                out.write(0xff);
                out.write(APP1);
                out.write((length + 2) >> 8);
                out.write(length + 2);
                out.writeBytes(XMP);
                out.writeBytes(packet);
                written = true;
            }
            out.write(bytes, segment.from(), segment.to() - segment.from());
        }
        return ended(out);
    }

    private ByteArrayOutputStream started() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
        out.write(0xff);
        out.write(SOI);
        return out;
    }

    private static byte[] ended(ByteArrayOutputStream out) {
        out.write(0xff);
        out.write(EOI);
        return out.toByteArray();
    }

    private boolean is(Segment segment, int marker, byte[] identifier) {
        return segment.marker() == marker
                && segment.to() - segment.content() >= identifier.length
                && Format.has(bytes, segment.content(), identifier);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
