package io.llmi.toolkit.image;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

import io.llmi.toolkit.image.RejectedImageException.Reason;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.llmi.toolkit.image.TestPictures.ascii;
import static io.llmi.toolkit.image.TestPictures.contains;
import static io.llmi.toolkit.image.TestPictures.decoded;
import static io.llmi.toolkit.image.TestPictures.file;
import static io.llmi.toolkit.image.TestPictures.gradient;
import static io.llmi.toolkit.image.TestPictures.joined;
import static io.llmi.toolkit.image.TestPictures.jpeg;
import static io.llmi.toolkit.image.TestPictures.png;
import static io.llmi.toolkit.image.TestPictures.withChunk;
import static io.llmi.toolkit.image.TestPictures.withSegment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

/** With real decoder processes. */
class ImageSanitizerTest {
    private static final ImageBounds ANY = ImageBounds.upTo(1_000_000);
    private static final int METADATA = 100_000;
    private static ImageSanitizer sanitizer;

    @BeforeAll
    static void open() {
        sanitizer = new ImageSanitizer(new ImageSanitizer.Settings(
                2_000_000, 1_000_000, METADATA, 0.92f, Duration.ofSeconds(30), 1, Duration.ofSeconds(60), 1000));
    }

    @AfterAll
    static void close() {
        sanitizer.close();
    }

    // What is kept

    @Test
    void shouldKeepJpegAsJpegAndItsPixelsNearlyWhenItIsWhole() throws Exception {
        CleanImage clean = sanitizer.sanitize(jpeg(60, 40), ANY);

        assertThat(clean.mediaType()).isEqualTo("image/jpeg");
        assertThat(clean.width()).isEqualTo(60);
        assertThat(clean.height()).isEqualTo(40);
        assertLooksAlike(decoded(clean.bytes()), gradient(60, 40, BufferedImage.TYPE_INT_RGB));
    }

    @Test
    void shouldKeepEveryPixelWhenItIsAPng() throws Exception {
        byte[] png = ImageEncoder.png(gradient(60, 40, BufferedImage.TYPE_INT_ARGB));

        CleanImage clean = sanitizer.sanitize(png, ANY);

        assertThat(clean.mediaType()).isEqualTo("image/png");
        assertThat(TestPictures.pixels(clean.bytes())).isEqualTo(TestPictures.pixels(png));
    }

    @Test
    void shouldKeepThePaletteWhenAPngHasOne() throws Exception {
        CleanImage clean = sanitizer.sanitize(ImageEncoder.png(gradient(60, 40, BufferedImage.TYPE_BYTE_INDEXED)), ANY);

        assertThat(clean.mediaType()).isEqualTo("image/png");
        assertThat(decoded(clean.bytes()).getColorModel()).isInstanceOf(IndexColorModel.class);
    }

    @Test
    void shouldDropAlphaWhenAllPixelsAreOpaque() throws Exception {
        BufferedImage opaque = new BufferedImage(10, 10, BufferedImage.TYPE_INT_ARGB);
        opaque.setRGB(
                0, 0, 10, 10, gradient(10, 10, BufferedImage.TYPE_INT_RGB).getRGB(0, 0, 10, 10, null, 0, 10), 0, 10);

        CleanImage clean = sanitizer.sanitize(ImageEncoder.png(opaque), ANY);

        assertThat(decoded(clean.bytes()).getColorModel().hasAlpha()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "lossy.webp, image/jpeg",
        "lossless.webp, image/jpeg",
        "lossy-alpha.webp, image/png",
        "lossless-alpha.webp, image/png",
        "progressive.jpg, image/jpeg"
    })
    void shouldChooseTheFormatByWhetherThePictureShowsThrough(String name, String mediaType) throws Exception {
        CleanImage clean = sanitizer.sanitize(file(name), ANY);

        assertThat(clean.mediaType()).isEqualTo(mediaType);
        BufferedImage pixels = decoded(clean.bytes());
        assertThat(pixels.getColorModel().hasAlpha()).isEqualTo(mediaType.equals("image/png"));
        assertThat(pixels.getRGB(40, 28) >> 16 & 0xff).isCloseTo(255 * 40 / 48, within(16));
        assertThat(pixels.getRGB(40, 28) >> 8 & 0xff).isCloseTo(255 * 28 / 32, within(16));
    }

    @ParameterizedTest
    @ValueSource(strings = {"grey-alpha.png", "grey-16bit.png"})
    void shouldNotMakeGreyPalerWhenItIsBroughtToEightBits(String name) throws Exception {
        int stored = decoded(file(name)).getRaster().getSample(24, 16, 0);

        BufferedImage pixels = decoded(sanitizer.sanitize(file(name), ANY).bytes());

        int expected = stored > 255 ? stored >> 8 : stored;
        assertThat(pixels.getRaster().getSample(24, 16, 0)).isCloseTo(expected, within(1));
    }

    @Test
    void shouldConvertToSrgbWhenAProfileSaysThatSamplesAreLinear() throws Exception {
        byte[] linear = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
        BufferedImage middle = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
        middle.setRGB(0, 0, 16, 16, filled(256, 0xff808080), 0, 16);
        byte[] jpeg = withSegment(ImageEncoder.jpeg(middle, 1), 0xe2, joined(ascii("ICC_PROFILE\0\1\1"), linear));
        byte[] png = withChunk(ImageEncoder.png(middle), "iCCP", joined(ascii("linear\0\0"), deflated(linear)));

        CleanImage cleanJpeg = sanitizer.sanitize(jpeg, ANY);
        CleanImage cleanPng = sanitizer.sanitize(png, ANY);

        // Half the light is 188 of 255 in sRGB.
        assertThat(decoded(cleanJpeg.bytes()).getRGB(8, 8) & 0xff).isCloseTo(188, within(4));
        assertThat(decoded(cleanPng.bytes()).getRGB(8, 8) & 0xff).isCloseTo(188, within(2));
        assertThat(contains(cleanJpeg.bytes(), "ICC_PROFILE")).isFalse();
        assertThat(contains(cleanPng.bytes(), "iCCP")).isFalse();
    }

    // Bad inputs, by their numbers in the hardening brief

    @ParameterizedTest
    @ValueSource(strings = {"<!doctype html><html><body>Not found</body></html>", "", "{\"error\": \"gone\"}"})
    void shouldRejectByItsBytesWhenItIsNoPictureWhateverItsContentTypeSaid32(String content) {
        assertRejected(Reason.NOT_A_PICTURE, content.getBytes(StandardCharsets.UTF_8), ANY);
    }

    @Test
    void shouldRejectByTheHeaderWhenItClaimsToBeHuge33() {
        assertRejected(Reason.TOO_LARGE, TestPictures.withSize(png(4, 4), 60_000, 60_000), ANY);
        assertRejected(
                Reason.TOO_LARGE, TestPictures.withSize(png(4, 4), 60_000, 60_000), ImageBounds.upTo(Long.MAX_VALUE));
    }

    @Test
    void shouldHoldTheCallersBoundsWhenItIsSmallerOrLarger33() throws Exception {
        ImageBounds bounds = ImageBounds.between(40, 60);

        assertRejected(Reason.TOO_SMALL, png(39, 60), bounds);
        assertRejected(Reason.TOO_LARGE, png(61, 40), bounds);
        assertThat(sanitizer.sanitize(png(40, 60), bounds).width()).isEqualTo(40);
        assertRejected(Reason.TOO_SMALL, png(399, 400), ImageBounds.search());
        assertThat(sanitizer.sanitize(png(400, 400), ImageBounds.search()).height())
                .isEqualTo(400);
    }

    @Test
    void shouldStopDecodingWhenARunHasHadItsPixels34() throws Exception {
        PixelBudget budget = new PixelBudget(2 * 60 * 40 + 100);
        sanitizer.sanitize(png(60, 40), ANY, budget);
        sanitizer.sanitize(jpeg(60, 40), ANY, budget);

        assertThatExceptionOfType(RejectedImageException.class)
                .isThrownBy(() -> sanitizer.sanitize(png(60, 40), ANY, budget))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.OVER_BUDGET));
        assertThat(budget.left()).isEqualTo(100);
        assertThat(sanitizer.sanitize(png(10, 10), ANY, budget).width()).isEqualTo(10);
    }

    @Test
    void shouldKeepTheFirstPictureOrRejectWhenItMoves35() throws Exception {
        CleanImage first = sanitizer.sanitize(file("animated.png"), ANY);

        assertThat(contains(first.bytes(), "acTL")).isFalse();
        assertThat(contains(first.bytes(), "fdAT")).isFalse();
        assertLooksAlike(decoded(first.bytes()), gradient(48, 32, BufferedImage.TYPE_INT_RGB));
        assertRejected(Reason.ANIMATED, file("animated.webp"), ANY);
        assertRejected(Reason.NOT_A_PICTURE, ascii("GIF89a\1\0\1\0\0\0\0;"), ANY);
    }

    @Test
    void shouldServeNothingOfTheOriginalWhenItIsAlsoSomethingElse36() throws Exception {
        String script = "<script>alert(document.cookie)</script>";
        byte[] afterTheEnd = joined(jpeg(60, 40), ascii("%PDF-1.7 " + script));
        byte[] inAComment = withSegment(jpeg(60, 40), 0xfe, ascii(script));
        byte[] pngAndArchive = joined(withChunk(png(60, 40), "tEXt", ascii("Comment\0" + script)), ascii("PK\3\4"));

        assertThat(contains(sanitizer.sanitize(afterTheEnd, ANY).bytes(), "script"))
                .isFalse();
        assertThat(contains(sanitizer.sanitize(inAComment, ANY).bytes(), "script"))
                .isFalse();
        assertThat(contains(sanitizer.sanitize(pngAndArchive, ANY).bytes(), "script"))
                .isFalse();
        assertRejected(Reason.NOT_A_PICTURE, ascii("GIF89a/*" + script), ANY);
        assertRejected(Reason.NOT_A_PICTURE, joined(ascii("%PDF-1.7\n"), jpeg(60, 40)), ANY);
    }

    @Test
    void shouldRejectWhenItIsSvg37() {
        assertRejected(
                Reason.NOT_A_PICTURE,
                ascii("<?xml version=\"1.0\"?><!DOCTYPE svg [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
                        + "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>1</script></svg>"),
                ANY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpeg", "png", "webp"})
    void shouldTurnItUprightAndForgetWhereItWasTakenWhenItCarriesExif38(String format) throws Exception {
        byte[] turned = switch (format) {
            case "jpeg" -> withSegment(jpeg(48, 32), 0xe1, joined(ascii("Exif\0\0"), TestPictures.exif(6)));
            case "png" -> withChunk(png(48, 32), "eXIf", TestPictures.exif(6));
            default -> file("oriented.webp");
        };

        CleanImage clean = sanitizer.sanitize(turned, ANY);

        assertThat(clean.width()).isEqualTo(32);
        assertThat(clean.height()).isEqualTo(48);
        BufferedImage pixels = decoded(clean.bytes());
        // A quarter turn clockwise: what was red to the right is red at the bottom.
        assertThat(pixels.getRGB(16, 44) >> 16 & 0xff).isGreaterThan(200);
        assertThat(pixels.getRGB(16, 3) >> 16 & 0xff).isLessThan(50);
        assertThat(contains(clean.bytes(), "GPS-SECRET")).isFalse();
        assertThat(contains(clean.bytes(), "Exif")).isFalse();
        assertThat(contains(clean.bytes(), "eXIf")).isFalse();
    }

    @Test
    void shouldRejectWhenAProfileUnpacksToFarMore39() {
        byte[] bomb = withChunk(png(60, 40), "iCCP", joined(ascii("sRGB\0\0"), TestPictures.bomb(20_000_000)));

        assertThat(bomb.length).isLessThan(METADATA);
        assertRejected(Reason.TOO_MUCH_METADATA, bomb, ANY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"zTXt", "iTXt"})
    void shouldNeverUnpackTextWhenItIsABomb39(String type) throws Exception {
        byte[] head = ascii(type.equals("zTXt") ? "Comment\0\0" : "Comment\0\1\0\0\0");
        byte[] bomb = withChunk(png(60, 40), type, joined(head, TestPictures.bomb(40_000_000)));

        assertThat(contains(sanitizer.sanitize(bomb, ANY).bytes(), type)).isFalse();
    }

    @Test
    void shouldRejectWhenMetadataIsLargerThanAllowed39() {
        assertRejected(Reason.TOO_MUCH_METADATA, withChunk(png(60, 40), "iTXt", new byte[METADATA + 1]), ANY);
        byte[] segment = new byte[60_000];
        assertRejected(
                Reason.TOO_MUCH_METADATA, withSegment(withSegment(jpeg(60, 40), 0xe2, segment), 0xfe, segment), ANY);
    }

    @Test
    void shouldRejectWhenTheFormatIsNotListed40() {
        assertRejected(Reason.NOT_A_PICTURE, joined(ascii("II*\0"), new byte[100]), ANY);
        assertRejected(Reason.NOT_A_PICTURE, ascii("\0\0\0\fjP  \r\n\u0087\n\0\0\0\24ftypjp2 "), ANY);
        assertRejected(Reason.NOT_A_PICTURE, ascii("\0\0\0\34ftypavif\0\0\0\0avifmif1"), ANY);
        assertRejected(Reason.NOT_A_PICTURE, joined(ascii("BM"), new byte[100]), ANY);
        assertRejected(Reason.UNSUPPORTED, file("cmyk.jpg"), ANY);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 30, 60, 90, 99})
    void shouldRejectRatherThanShowGreyWhenAJpegIsCutOff41(int percent) {
        byte[] whole = jpeg(200, 150);
        byte[] cut = Arrays.copyOf(whole, whole.length * percent / 100);

        assertRejected(Reason.TRUNCATED, cut, ANY);
        // The same with an end marker put behind, so that only the decoder can tell.
        if (percent > 20 && percent < 99) {
            assertRejected(Reason.CORRUPT, joined(cut, new byte[] {(byte) 0xff, (byte) 0xd9}), ANY);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"lossy.webp", "lossless.webp", "lossy-alpha.webp", "animated.webp"})
    void shouldRejectWhenAWebpIsCutOff41(String name) {
        byte[] whole = file(name);

        assertRejected(Reason.TRUNCATED, Arrays.copyOf(whole, whole.length * 2 / 3), ANY);
    }

    @Test
    void shouldRejectWhenAPngIsCutOff41() {
        byte[] whole = png(200, 150);

        assertRejected(Reason.TRUNCATED, Arrays.copyOf(whole, whole.length / 2), ANY);
        // Twice as many rows as there are pixels for.
        assertRejected(Reason.CORRUPT, TestPictures.withSize(whole, 200, 300), ANY);
    }

    @Test
    void shouldRejectWhenTheFileIsLargerThanAllowed27() {
        assertRejected(Reason.TOO_MANY_BYTES, Arrays.copyOf(png(10, 10), 2_000_001), ANY);
    }

    private static void assertRejected(Reason reason, byte[] bytes, ImageBounds bounds) {
        assertThatExceptionOfType(RejectedImageException.class)
                .isThrownBy(() -> sanitizer.sanitize(bytes, bounds))
                .satisfies(e -> assertThat(e.reason()).as(e.getMessage()).isEqualTo(reason));
    }

    private static void assertLooksAlike(BufferedImage actual, BufferedImage expected) {
        assertThat(actual.getWidth()).isEqualTo(expected.getWidth());
        for (int x = 0; x < expected.getWidth(); x += 7) {
            for (int y = 0; y < expected.getHeight(); y += 7) {
                for (int shift = 0; shift <= 16; shift += 8) {
                    assertThat(actual.getRGB(x, y) >> shift & 0xff)
                            .as("pixel %d, %d", x, y)
                            .isCloseTo(expected.getRGB(x, y) >> shift & 0xff, within(12));
                }
            }
        }
    }

    private static int[] filled(int count, int value) {
        int[] values = new int[count];
        Arrays.fill(values, value);
        return values;
    }

    private static byte[] deflated(byte[] bytes) {
        java.util.zip.Deflater deflater = new java.util.zip.Deflater();
        deflater.setInput(bytes);
        deflater.finish();
        byte[] out = new byte[bytes.length + 100];
        return Arrays.copyOf(out, deflater.deflate(out));
    }
}
