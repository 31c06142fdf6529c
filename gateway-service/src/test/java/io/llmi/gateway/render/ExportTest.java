package io.llmi.gateway.render;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

import io.llmi.events.BlobRef;
import io.llmi.events.Document;
import io.llmi.events.Document.ImagePart;
import io.llmi.events.Document.TextPart;
import io.llmi.events.FailureCode;
import io.llmi.events.JobId;
import io.llmi.events.JobStatus;
import io.llmi.events.Json;
import io.llmi.events.Provenance;
import io.llmi.events.ToolFailure;
import io.llmi.gateway.log.Samples;
import io.llmi.toolkit.image.ImageEncoder;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.poi.xwpf.extractor.XWPFWordExtractor;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFPicture;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** PDF and Word files, read back. */
class ExportTest {
    private static final JobId JOB = JobId.timeOrdered(Samples.AT);
    private static final byte[] PICTURE = ImageEncoder.png(new BufferedImage(320, 200, BufferedImage.TYPE_INT_RGB));
    private static final BlobRef BLOB = new BlobRef("cd".repeat(32), "image/png", 320, 200, PICTURE.length);
    private static final String TEXT = """
            # The tides & Ebbe, прилив, παλίρροια

            The **tide** comes *in* with `code` and a [link](https://example.org/tides).

            1. First point
            2. Second point
               - below it

            | Hour | Height |
            |---|---|
            | 0 | 2.1 m |
            | 3 | 3.4 m |

            ```
            for hour in day:
                measure()
            ```

            > Said the harbour master.
            """;

    @Test
    void shouldMakeAPdfWithRealTextEveryPictureAndTheCredits() throws Exception {
        try (PDDocument pdf = Loader.loadPDF(PdfRenderer.render(document(TEXT), sha -> Optional.of(PICTURE)))) {
            String text = new PDFTextStripper().getText(pdf).replaceAll("\\s+", " ");
            assertThat(text)
                    .contains("The tides & Ebbe, прилив, παλίρροια")
                    .contains("First point", "below it", "3.4 m", "measure()", "Said the harbour master.")
                    .contains("A harbour at dawn")
                    .contains("Picture 2 is missing", "no_output", "It drew nothing.")
                    .contains("Pictures", "diffusion: procedural");
            List<PDImageXObject> pictures = new ArrayList<>();
            for (PDPage page : pdf.getPages()) {
                for (COSName name : page.getResources().getXObjectNames()) {
                    if (page.getResources().getXObject(name) instanceof PDImageXObject picture) {
                        pictures.add(picture);
                    }
                }
                for (COSName name : page.getResources().getFontNames()) {
                    PDFont font = page.getResources().getFont(name);
                    assertThat(font.isEmbedded()).as(font.getName()).isTrue();
                }
            }
            assertThat(pictures)
                    .singleElement()
                    .satisfies(picture -> assertThat(picture.getWidth()).isEqualTo(320));
            assertThat(pdf.getDocumentInformation().getTitle()).contains("The tides");
        }
    }

    @Test
    void shouldMakeAWordFileWithItsOwnHeadingsListsAndTables() throws Exception {
        try (XWPFDocument word = read(DocxRenderer.render(document(TEXT), sha -> Optional.of(PICTURE)))) {
            List<XWPFParagraph> paragraphs = word.getParagraphs();
            assertThat(paragraphs.getFirst().getStyle()).isEqualTo("Heading1");
            assertThat(paragraphs.getFirst().getText()).isEqualTo("The tides & Ebbe, прилив, παλίρροια");
            assertThat(word.getStyles().getStyle("Heading1")).isNotNull();
            assertThat(paragraphs.stream().filter(paragraph -> paragraph.getNumID() != null))
                    .extracting(XWPFParagraph::getText)
                    .containsExactly("First point", "Second point", "below it");
            assertThat(paragraphs.stream()
                            .filter(paragraph -> paragraph.getNumID() != null)
                            .map(XWPFParagraph::getNumFmt))
                    .containsExactly("decimal", "decimal", "bullet");
            assertThat(word.getTables()).singleElement().satisfies(table -> {
                assertThat(table.getNumberOfRows()).isEqualTo(3);
                assertThat(table.getRow(2).getCell(1).getText()).isEqualTo("3.4 m");
            });
            List<XWPFPicture> pictures = paragraphs.stream()
                    .flatMap(paragraph -> paragraph.getRuns().stream())
                    .flatMap(run -> run.getEmbeddedPictures().stream())
                    .toList();
            assertThat(pictures).hasSize(1);
            assertThat(pictures.getFirst().getPictureData().getData()).isEqualTo(PICTURE);
            String xml = word.getDocument().xmlText();
            assertThat(xml).contains("descr=\"A harbour at dawn, painted\"");
            assertThat(word.getHyperlinks()).extracting(link -> link.getURL()).contains("https://example.org/tides");
            String text = new XWPFWordExtractor(word).getText();
            assertThat(text)
                    .contains("    measure()")
                    .contains("Picture 2 is missing (no_output): It drew nothing.")
                    .contains("1. diffusion: procedural");
        }
    }

    @Test
    void shouldLoadNothingFromElsewhereWhateverTheTextSays() throws Exception {
        try (ServerSocket trap = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            trap.setSoTimeout(1);
            String url = "http://127.0.0.1:" + trap.getLocalPort() + "/x.png";
            String hostile = "# <script>alert(1)</script>\n\n<img src=\"" + url + "\"> ![a](" + url + ")\n\n"
                    + "<style>@import url(" + url + "); body{background:url(" + url + ")}</style>\n\n"
                    + "<link rel=stylesheet href=\"" + url + "\">\n\n<object data=\"file:///etc/passwd\"></object>\n\n"
                    + "![b](file:///etc/passwd) ![c](images/99.png) [d](javascript:alert(2)) \u202egnp.exe\n\n"
                    + "<svg><image href=\"" + url + "\"/></svg>";
            byte[] pdf = PdfRenderer.render(document(hostile), sha -> Optional.of(PICTURE));
            byte[] word = DocxRenderer.render(document(hostile), sha -> Optional.of(PICTURE));

            assertThat(org.assertj.core.api.Assertions.catchThrowable(trap::accept))
                    .isInstanceOf(java.net.SocketTimeoutException.class);
            try (PDDocument read = Loader.loadPDF(pdf)) {
                assertThat(new PDFTextStripper().getText(read))
                        .contains("<script>alert(1)</script>")
                        .doesNotContain("root:", "\u202e");
            }
            try (XWPFDocument read = read(word)) {
                assertThat(new XWPFWordExtractor(read).getText())
                        .contains("<script>")
                        .doesNotContain("\u202e");
                assertThat(StreamSupport.stream(
                                        read.getPackagePart().getRelationships().spliterator(), false)
                                .map(relation -> relation.getTargetURI().toString()))
                        .noneMatch(target -> target.startsWith("javascript:") || target.contains("127.0.0.1"));
            }
        }
    }

    @Test
    void shouldSayWhatNoFontCanShowInAPdf() throws Exception {
        // Letters of a script that died out three thousand years ago; few machines have a font for them.
        String text = "# Linear A\n\nSign: " + Character.toString(0x10600) + " and 潮汐.";
        boolean fonts = Typefaces.installedFor(Typefaces.lacking(text)).isPresent();
        try (PDDocument pdf = Loader.loadPDF(PdfRenderer.render(document(text), sha -> Optional.empty()))) {
            String read = new PDFTextStripper().getText(pdf);
            assertThat(read).contains("Linear A");
            assertThat(read.contains("in none of the fonts")).isEqualTo(!fonts);
        }
        try (XWPFDocument word = read(DocxRenderer.render(document(text), sha -> Optional.empty()))) {
            assertThat(new XWPFWordExtractor(word).getText()).contains("潮汐").contains("is no longer kept");
        }
    }

    private static XWPFDocument read(byte[] bytes) throws Exception {
        return new XWPFDocument(new ByteArrayInputStream(bytes));
    }

    private static Document document(String text) {
        ImagePart ready = ImagePart.pending(0, "diffusion", "A harbour at dawn")
                .ready(
                        "A harbour at dawn, painted",
                        BLOB,
                        Provenance.madeBy("procedural", Json.mapper().createObjectNode()));
        ImagePart gap = ImagePart.pending(1, "code", "A chart")
                .failed(new ToolFailure(FailureCode.NO_OUTPUT, "It drew nothing."));
        Document empty = Document.empty(JOB, "Tides", Samples.AT);
        return new Document(
                JOB,
                JobStatus.PARTIAL,
                empty.createdAt(),
                Optional.of(Samples.AT),
                "Tides",
                List.of(new TextPart(text), ready, gap, new TextPart("\n\nThe end.")),
                empty.usage(),
                empty.timings(),
                Optional.empty());
    }
}
