package io.llmi.toolkit.image.provenance;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;

import io.llmi.toolkit.image.RejectedImageException;
import io.llmi.toolkit.image.RejectedImageException.Reason;
import io.llmi.toolkit.image.TestPictures;
import io.llmi.toolkit.image.container.ImageContainer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PictureMetadataTest {
    private static final EmbeddedProvenance MADE = new EmbeddedProvenance(
            Optional.of(DigitalSourceType.TRAINED_ALGORITHMIC_MEDIA),
            Optional.of("flux.1-schnell"),
            Optional.of("Made by LLM-I"),
            Optional.of("https://example.org/a?b=1&c=\"2\""),
            Optional.of("CC BY 4.0"),
            Optional.of("https://creativecommons.org/licenses/by/4.0/"),
            Optional.of("A harbour <at> \"night\" & fog 港 🌃"));

    static Stream<byte[]> pictures() {
        return Stream.of(
                TestPictures.png(48, 32),
                TestPictures.jpeg(48, 32),
                TestPictures.withSegment(
                        TestPictures.jpeg(48, 32),
                        0xe1,
                        TestPictures.joined(TestPictures.ascii("Exif\0\0"), TestPictures.exif(1))),
                TestPictures.file("progressive.jpg"),
                TestPictures.file("lossy.webp"),
                TestPictures.file("lossy-alpha.webp"),
                TestPictures.file("lossless.webp"),
                TestPictures.file("lossless-alpha.webp"),
                TestPictures.file("oriented.webp"));
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void shouldBeReadBackByAnotherReaderWhenProvenanceIsEmbedded(byte[] picture) throws Exception {
        Xmp xmp = Xmp.of(PictureMetadata.embed(picture, MADE)).orElseThrow();

        assertThat(xmp.property(Xmp.IPTC_EXT, "DigitalSourceType"))
                .hasValue("http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia");
        assertThat(xmp.property(Xmp.XMP, "CreatorTool")).isEqualTo(MADE.creatorTool());
        assertThat(xmp.property(Xmp.PHOTOSHOP, "Credit")).isEqualTo(MADE.credit());
        assertThat(xmp.property(Xmp.DC, "source")).isEqualTo(MADE.sourceUrl());
        assertThat(xmp.property(Xmp.DC, "rights")).isEqualTo(MADE.licence());
        assertThat(xmp.property(Xmp.RIGHTS, "WebStatement")).isEqualTo(MADE.licenceUrl());
        assertThat(xmp.property(Xmp.DC, "description")).isEqualTo(MADE.description());
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void shouldLeaveThePixelsAloneWhenProvenanceIsEmbedded(byte[] picture) throws Exception {
        byte[] embedded = PictureMetadata.embed(picture, MADE);

        assertThat(TestPictures.pixels(embedded)).isEqualTo(TestPictures.pixels(picture));
        assertThat(ImageContainer.of(embedded).pixelsOnly())
                .isEqualTo(ImageContainer.of(picture).pixelsOnly());
        assertThat(ImageContainer.of(embedded).orientation())
                .isEqualTo(ImageContainer.of(picture).orientation());
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void shouldReplaceWhatWasThereWhenProvenanceIsEmbeddedAgain(byte[] picture) throws Exception {
        byte[] once = PictureMetadata.embed(picture, MADE);
        EmbeddedProvenance other = EmbeddedProvenance.made(DigitalSourceType.ALGORITHMIC_MEDIA, "procedural");

        assertThat(PictureMetadata.embed(picture, MADE)).isEqualTo(once);
        assertThat(PictureMetadata.embed(once, MADE)).isEqualTo(once);
        assertThat(PictureMetadata.embed(once, other)).isEqualTo(PictureMetadata.embed(picture, other));
        assertThat(Xmp.of(PictureMetadata.embed(once, other)).orElseThrow().property(Xmp.PHOTOSHOP, "Credit"))
                .isEmpty();
    }

    @Test
    void shouldSayNothingOfTheSourceTypeWhenItIsNotKnown() throws Exception {
        EmbeddedProvenance found = EmbeddedProvenance.found(
                Optional.of("https://example.org/photo"), Optional.of("CC0"), Optional.empty(), Optional.of(" "));

        Xmp xmp =
                Xmp.of(PictureMetadata.embed(TestPictures.jpeg(48, 32), found)).orElseThrow();

        assertThat(xmp.property(Xmp.IPTC_EXT, "DigitalSourceType")).isEmpty();
        assertThat(xmp.property(Xmp.PHOTOSHOP, "Credit")).isEmpty();
        assertThat(xmp.property(Xmp.DC, "rights")).hasValue("CC0");
    }

    @Test
    void shouldKeepTheAlphaFlagWhenASimpleWebpBecomesExtended() throws Exception {
        int flagsAt = 20;

        byte[] alpha = PictureMetadata.embed(TestPictures.file("lossless-alpha.webp"), MADE);
        byte[] opaque = PictureMetadata.embed(TestPictures.file("lossless.webp"), MADE);

        assertThat(new String(alpha, 12, 4, StandardCharsets.US_ASCII)).isEqualTo("VP8X");
        assertThat(alpha[flagsAt]).isEqualTo((byte) 0x14);
        assertThat(opaque[flagsAt]).isEqualTo((byte) 0x04);
    }

    @Test
    void shouldKeepMovingWhenAnAnimatedWebpGetsProvenance() throws Exception {
        byte[] embedded = PictureMetadata.embed(TestPictures.file("animated.webp"), MADE);

        assertThat(ImageContainer.of(embedded).animated()).isTrue();
        assertThat(Xmp.of(embedded)).isPresent();
    }

    @Test
    void shouldRejectWhenTheBytesAreNoPicture() {
        assertThatExceptionOfType(RejectedImageException.class)
                .isThrownBy(() -> PictureMetadata.embed(TestPictures.ascii("<html>"), MADE))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.NOT_A_PICTURE));
    }

    @Property(tries = 300)
    void shouldReadBackAnyTextWhenItIsEmbedded(@ForAll("texts") String text) throws Exception {
        EmbeddedProvenance provenance = new EmbeddedProvenance(
                Optional.empty(),
                Optional.of(text),
                Optional.of(text),
                Optional.of(text),
                Optional.of(text),
                Optional.of(text),
                Optional.of(text));

        for (byte[] picture : new byte[][] {TestPictures.png(3, 2), TestPictures.jpeg(3, 2)}) {
            Optional<Xmp> xmp = Xmp.of(PictureMetadata.embed(picture, provenance));

            assertThat(xmp.flatMap(x -> x.property(Xmp.DC, "description"))).isEqualTo(provenance.description());
            assertThat(xmp.flatMap(x -> x.property(Xmp.DC, "rights"))).isEqualTo(provenance.licence());
            assertThat(xmp.flatMap(x -> x.property(Xmp.DC, "source"))).isEqualTo(provenance.sourceUrl());
            assertThat(xmp.flatMap(x -> x.property(Xmp.XMP, "CreatorTool"))).isEqualTo(provenance.creatorTool());
        }
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings().all().ofMaxLength(60),
                Arbitraries.strings()
                        .withChars("<>&\"'{}[]x \t\n\u0000\u0085\ud83c\udf03\uffff港")
                        .ofMaxLength(60),
                Arbitraries.of("&".repeat(3000), "\"".repeat(3000), "🌃".repeat(3000), "]]>", "<?xpacket end=\"w\"?>"));
    }
}
