package io.llmi.gateway.render;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Image;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/**
 * A model's Markdown as HTML that does nothing: raw HTML is shown as text, pictures from elsewhere are named but not
 * loaded, links are web or mail links. What the renderer makes goes through an allow list once more. Thread-safe.
 */
final class SafeHtml {
    private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());
    private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();
    private static final HtmlRenderer RENDERER = HtmlRenderer.builder()
            .extensions(EXTENSIONS)
            .escapeHtml(true)
            .sanitizeUrls(true)
            .nodeRendererFactory(NamedImages::new)
            .build();
    private static final PolicyFactory POLICY = new HtmlPolicyBuilder()
            .allowElements(
                    "p",
                    "br",
                    "hr",
                    "h1",
                    "h2",
                    "h3",
                    "h4",
                    "h5",
                    "h6",
                    "ul",
                    "ol",
                    "li",
                    "blockquote",
                    "pre",
                    "code",
                    "em",
                    "strong",
                    "a",
                    "table",
                    "thead",
                    "tbody",
                    "tr",
                    "th",
                    "td")
            .allowUrlProtocols("http", "https", "mailto")
            .allowAttributes("href")
            .matching((element, attribute, value) -> SafeMarkdown.isAllowed(value) ? value : null)
            .onElements("a")
            .allowAttributes("start")
            .matching((element, attribute, value) -> value.matches("[0-9]{1,9}") ? value : null)
            .onElements("ol")
            .allowAttributes("align")
            .matching(true, "left", "right", "center")
            .onElements("th", "td")
            .requireRelsOnLinks("noopener", "noreferrer", "nofollow")
            .toFactory();

    private SafeHtml() {}

    static String of(String markdown) {
        // Once more after the rendering, which turns entities into the characters they stand for.
        return POLICY.sanitize(PlainText.visible(RENDERER.render(PARSER.parse(PlainText.visible(markdown)))));
    }

    /** Says that there would be a picture, without loading it. */
    private record NamedImages(HtmlNodeRendererContext context) implements NodeRenderer {
        @Override
        public Set<Class<? extends Node>> getNodeTypes() {
            return Set.of(Image.class);
        }

        @Override
        public void render(Node node) {
            StringBuilder alt = new StringBuilder();
            node.accept(new AbstractVisitor() {
                @Override
                public void visit(Text text) {
                    alt.append(text.getLiteral());
                }

                @Override
                public void visit(Code code) {
                    alt.append(code.getLiteral());
                }
            });
            var writer = context.getWriter();
            writer.tag("em", Map.of());
            writer.text("[picture from elsewhere, not shown: " + alt + "]");
            writer.tag("/em");
        }
    }
}
