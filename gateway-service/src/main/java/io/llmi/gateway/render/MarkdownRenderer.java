package io.llmi.gateway.render;

import java.util.List;

import io.llmi.events.Document;
import io.llmi.events.Document.ImagePart;

/** A document as Markdown. Pure and thread-safe. */
public final class MarkdownRenderer {
    private MarkdownRenderer() {}

    /** The whole document, with credits at its end. */
    public static String render(Document document, ImageLinks links) {
        StringBuilder out = new StringBuilder();
        document.error()
                .ifPresent(error ->
                        out.append("> ").append(PlainText.markdown(error)).append("\n\n"));
        for (Document.Part part : document.parts()) {
            switch (part) {
                case Document.TextPart text ->
                    out.append(SafeMarkdown.of(text.text()).strip());
                case ImagePart image -> out.append(image(image, links));
            }
            out.append("\n\n");
        }
        credits(out, Credits.of(document));
        return out.toString().strip() + "\n";
    }

    private static String image(ImagePart image, ImageLinks links) {
        return switch (image.status()) {
            case READY ->
                image.blob()
                        .map(blob -> "![%s](%s)".formatted(PlainText.markdown(image.alt()), links.href(image, blob)))
                        .orElse("");
            case PENDING ->
                "> Picture %d is being made: %s".formatted(image.index() + 1, PlainText.markdown(image.description()));
            case FAILED ->
                "> **Picture %d is missing** (%s): %s%s"
                        .formatted(
                                image.index() + 1,
                                Gaps.code(image),
                                PlainText.markdown(Gaps.message(image)),
                                wanted(image));
        };
    }

    private static String wanted(ImagePart image) {
        return image.description().isBlank() ? "" : "\n>\n> Wanted: " + PlainText.markdown(image.description());
    }

    private static void credits(StringBuilder out, List<Credits.Credit> credits) {
        if (credits.isEmpty()) {
            return;
        }
        out.append("---\n\n## Pictures\n\n");
        for (Credits.Credit credit : credits) {
            out.append(credit.number()).append(". ");
            out.append(String.join(
                    "; ", credit.origin().stream().map(PlainText::markdown).toList()));
            credit.source()
                    .ifPresent(url -> out.append("; [source](<").append(url).append(">)"));
            out.append('\n');
        }
    }
}
