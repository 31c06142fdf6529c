package io.llmi.gateway.render;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Optional;
import java.util.function.Function;

import com.openhtmltopdf.extend.FSStream;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import io.llmi.events.Document;
import org.jsoup.Jsoup;
import org.jsoup.helper.W3CDom;
import org.jsoup.nodes.Element;

/**
 * A document as a PDF: real text, all pictures with their descriptions, credits at the end. It is the document's HTML on
 * paper; nothing is loaded but the document's own pictures and the fonts. Thread-safe.
 */
public final class PdfRenderer {
    private static final String PICTURE = "picture:/";
    private static final String[] REFUSED = {"http", "https", "file", "jar", "ftp", "data"};
    private static final int REGULAR = 400;
    private static final int HEAVY = 700;

    static {
        // Its warnings are about style rules, a line each.
        XRLog.setLoggingEnabled(false);
    }

    private PdfRenderer() {}

    /**
     * The whole file.
     *
     * @param blobs content by SHA-256; a picture that is gone is left out
     */
    public static byte[] render(Document document, Function<String, Optional<byte[]>> blobs) throws IOException {
        PictureFiles pictures = new PictureFiles(document, blobs);
        org.jsoup.nodes.Document page = Jsoup.parse(DocumentRenderer.render(document, pictures.links()));
        page.select("style, meta").remove();
        page.head().appendElement("style").appendText(css());
        BitSet lacking = Typefaces.lacking(page.body().text());
        Optional<Path> extra = lacking.isEmpty() ? Optional.empty() : Typefaces.installedFor(lacking);
        if (!lacking.isEmpty() && extra.isEmpty()) {
            page.select("main").forEach(main -> main.prependChild(note(lacking.cardinality())));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PdfRendererBuilder builder = new PdfRendererBuilder();
        builder.useFastMode();
        builder.withW3cDocument(new W3CDom().fromJsoup(page), PICTURE);
        builder.withProducer("LLM-I");
        // The resolver gives nothing but the document's pictures a name that has a stream.
        builder.useUriResolver((base, uri) ->
                name(uri).filter(pictures::has).map(name -> PICTURE + name).orElse(null));
        builder.useProtocolsStreamImplementation(
                uri -> new Bytes(name(uri).flatMap(pictures::content).orElse(new byte[0])), "picture");
        builder.useProtocolsStreamImplementation(uri -> new Bytes(new byte[0]), REFUSED);
        font(builder, Typefaces.TEXT, "Text", REGULAR, FontStyle.NORMAL);
        font(builder, Typefaces.BOLD, "Text", HEAVY, FontStyle.NORMAL);
        font(builder, Typefaces.ITALIC, "Text", REGULAR, FontStyle.ITALIC);
        font(builder, Typefaces.BOLD_ITALIC, "Text", HEAVY, FontStyle.ITALIC);
        font(builder, Typefaces.CODE, "Code", REGULAR, FontStyle.NORMAL);
        extra.ifPresent(file -> builder.useFont(file.toFile(), "Extra"));
        builder.toStream(out);
        builder.run();
        return out.toByteArray();
    }

    private static void font(PdfRendererBuilder builder, String resource, String family, int weight, FontStyle style) {
        builder.useFont(() -> Typefaces.open(resource), family, weight, style, true);
    }

    private static Optional<String> name(String uri) {
        String name = uri.startsWith(PICTURE) ? uri.substring(PICTURE.length()) : uri;
        return Optional.of(name);
    }

    private static Element note(int letters) {
        return new Element("p")
                .addClass("note")
                .text(
                        "%d different characters of this document are in none of the fonts at hand and cannot be shown here; the"
                                        .formatted(letters)
                                + " HTML has them.");
    }

    private static String css() throws IOException {
        try (InputStream in = PdfRenderer.class.getResourceAsStream("pdf.css")) {
            if (in == null) {
                throw new IllegalStateException("pdf.css is missing from the gateway's jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private record Bytes(byte[] content) implements FSStream {
        @Override
        public InputStream getStream() {
            return new ByteArrayInputStream(content);
        }

        @Override
        public Reader getReader() {
            return new InputStreamReader(getStream(), StandardCharsets.UTF_8);
        }
    }
}
