package io.llmi.gateway.render;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import io.llmi.events.BlobRef;
import io.llmi.events.Document;
import io.llmi.events.Document.ImagePart;
import io.llmi.events.JobStatus;
import io.llmi.toolkit.image.ImageEncoder;
import io.llmi.toolkit.image.ImageInspector;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.util.Units;
import org.apache.poi.xwpf.usermodel.ParagraphAlignment;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;

/**
 * A document as a Word file: headings, lists and tables of Word's own, all pictures with their descriptions, credits at the
 * end. Nothing in it is loaded from elsewhere. Thread-safe.
 */
public final class DocxRenderer {
    private static final int MOST_POINTS_WIDE = 450;
    private static final int MOST_POINTS_HIGH = 560;
    private static final double POINTS_PER_PIXEL = 0.75;
    private static final long MAX_PIXELS = 100_000_000;

    private DocxRenderer() {}

    /**
     * The whole file.
     *
     * @param blobs content by SHA-256; a picture that is gone is named in its place
     */
    public static byte[] render(Document document, Function<String, Optional<byte[]>> blobs) throws IOException {
        try (XWPFDocument word = new XWPFDocument()) {
            word.getProperties().getCoreProperties().setTitle(Titles.of(document));
            word.getProperties().getCoreProperties().setCreator("LLM-I");
            DocxStyles styles = new DocxStyles(word);
            notes(document, word);
            for (Document.Part part : document.parts()) {
                switch (part) {
                    case Document.TextPart text -> DocxText.write(text.text(), word, styles);
                    case ImagePart image -> picture(image, blobs, word);
                }
            }
            credits(document, word);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            word.write(out);
            return out.toByteArray();
        }
    }

    private static void notes(Document document, XWPFDocument word) {
        if (!document.status().isTerminal()) {
            quiet(word, "This document is still being written.");
        } else if (document.status() == JobStatus.CANCELLED) {
            quiet(word, "This document was cancelled before it was complete.");
        }
        document.error().ifPresent(error -> quiet(word, PlainText.visible(error)));
    }

    private static void picture(ImagePart image, Function<String, Optional<byte[]>> blobs, XWPFDocument word)
            throws IOException {
        Optional<byte[]> content = image.blob().flatMap(blob -> blobs.apply(blob.sha256()));
        if (image.blob().isPresent() && content.isPresent()) {
            show(image, image.blob().get(), content.get(), word);
            quiet(word, PlainText.visible(image.description()));
            return;
        }
        String number = "Picture %d ".formatted(image.index() + 1);
        quiet(
                word,
                switch (image.status()) {
                    case READY -> number + "is no longer kept: " + PlainText.visible(image.description());
                    case PENDING -> number + "is being made: " + PlainText.visible(image.description());
                    case FAILED ->
                        number + "is missing (" + Gaps.code(image) + "): " + PlainText.visible(Gaps.message(image))
                                + " Wanted: " + PlainText.visible(image.description());
                });
    }

    private static void show(ImagePart image, BlobRef blob, byte[] content, XWPFDocument word) throws IOException {
        boolean known = blob.mediaType().equals("image/png") || blob.mediaType().equals("image/jpeg");
        int type = blob.mediaType().equals("image/jpeg")
                ? org.apache.poi.common.usermodel.PictureType.JPEG.getOoxmlId()
                : org.apache.poi.common.usermodel.PictureType.PNG.getOoxmlId();
        byte[] bytes = known ? content : png(content);
        double scale = Math.min(
                POINTS_PER_PIXEL,
                Math.min(
                        (double) MOST_POINTS_WIDE / Math.max(1, blob.width()),
                        (double) MOST_POINTS_HIGH / Math.max(1, blob.height())));
        XWPFParagraph paragraph = word.createParagraph();
        paragraph.setAlignment(ParagraphAlignment.CENTER);
        XWPFRun run = paragraph.createRun();
        try {
            run.addPicture(
                    new ByteArrayInputStream(bytes),
                    type,
                    "picture-" + (image.index() + 1),
                    Units.toEMU(Math.max(1, blob.width() * scale)),
                    Units.toEMU(Math.max(1, blob.height() * scale)));
        } catch (InvalidFormatException e) {
            throw new IOException("a picture cannot be put into a Word file", e);
        }
        String alt = PlainText.line(image.alt());
        run.getCTR().getDrawingArray(0).getInlineArray(0).getDocPr().setDescr(alt);
    }

    /** Word knows no WebP. */
    private static byte[] png(byte[] content) throws IOException {
        try {
            BufferedImage pixels = ImageInspector.inspect(content, MAX_PIXELS).pixels();
            return ImageEncoder.png(pixels);
        } catch (ImageInspector.NotAnImageException e) {
            throw new IOException("a stored picture cannot be decoded", e);
        }
    }

    private static void credits(Document document, XWPFDocument word) {
        List<Credits.Credit> credits = Credits.of(document);
        if (credits.isEmpty()) {
            return;
        }
        XWPFParagraph title = word.createParagraph();
        title.setStyle(DocxStyles.headingId(2));
        title.createRun().setText("Pictures");
        for (Credits.Credit credit : credits) {
            XWPFParagraph line = word.createParagraph();
            line.createRun().setText(credit.number() + ". " + PlainText.visible(String.join(" · ", credit.origin())));
            credit.source().ifPresent(url -> {
                line.createRun().setText(" · ");
                line.createHyperlinkRun(url).setText("source");
            });
        }
    }

    private static void quiet(XWPFDocument word, String text) {
        XWPFRun run = word.createParagraph().createRun();
        run.setItalic(true);
        run.setColor("5B6470");
        run.setText(text);
    }
}
