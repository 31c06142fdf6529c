package io.llmi.gateway.render;

import java.util.List;

import io.llmi.events.BlobRef;
import io.llmi.events.Document;
import io.llmi.events.Document.ImagePart;
import io.llmi.events.JobStatus;

/**
 * A document as one HTML page with its style inside. All text is taken as hostile; the only pictures are the document's
 * own. Pure and thread-safe.
 */
public final class DocumentRenderer {
    private DocumentRenderer() {}

    /** The policy that the page carries, also to be sent as a header: no scripts, pictures only from beside the page. */
    public static String contentSecurityPolicy() {
        // A page opened from disk has no origin that 'self' could name.
        return "default-src 'none'; img-src 'self' file:; style-src " + Stylesheet.HASH
                + "; base-uri 'none'; form-action 'none'";
    }

    /** The whole page. */
    public static String render(Document document, ImageLinks links) {
        StringBuilder out = new StringBuilder();
        out.append("<!DOCTYPE html>\n<html lang=\"")
                .append(Language.of(document))
                .append(
                        "\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"")
                .append(contentSecurityPolicy())
                .append("\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .append("<meta name=\"referrer\" content=\"no-referrer\">\n<title>")
                .append(PlainText.html(Titles.of(document)))
                .append("</title>\n<style>")
                .append(Stylesheet.CSS)
                .append("</style>\n</head>\n<body>\n<main>\n");
        notes(out, document);
        for (Document.Part part : document.parts()) {
            switch (part) {
                case Document.TextPart text -> out.append(SafeHtml.of(text.text()));
                case ImagePart image -> out.append(figure(image, links));
            }
            out.append('\n');
        }
        footer(out, Credits.of(document));
        return out.append("</main>\n</body>\n</html>\n").toString();
    }

    private static void notes(StringBuilder out, Document document) {
        if (!document.status().isTerminal()) {
            out.append("<p class=\"note\">This document is still being written.</p>\n");
        } else if (document.status() == JobStatus.CANCELLED) {
            out.append("<p class=\"note\">This document was cancelled before it was complete.</p>\n");
        }
        document.error()
                .ifPresent(error -> out.append("<p class=\"note\">")
                        .append(PlainText.html(error))
                        .append("</p>\n"));
    }

    private static String figure(ImagePart image, ImageLinks links) {
        String id = "<figure id=\"picture-" + (image.index() + 1) + "\"";
        return switch (image.status()) {
            case READY ->
                image.blob().map(blob -> id + ">" + ready(image, blob, links)).orElse("");
            case PENDING ->
                id
                        + " class=\"pending\"><p>Picture %d is being made: %s</p></figure>"
                                .formatted(image.index() + 1, PlainText.html(image.description()));
            case FAILED ->
                id
                        + " class=\"gap\"><p><strong>Picture %d is missing</strong> (%s)</p><p>%s</p>%s</figure>"
                                .formatted(
                                        image.index() + 1,
                                        PlainText.html(Gaps.code(image)),
                                        PlainText.html(Gaps.message(image)),
                                        image.description().isBlank()
                                                ? ""
                                                : "<figcaption>Wanted: " + PlainText.html(image.description())
                                                        + "</figcaption>");
        };
    }

    private static String ready(ImagePart image, BlobRef blob, ImageLinks links) {
        String origin = image.provenance()
                .map(provenance -> "<small>" + credit(Credits.of(image, provenance)) + "</small>")
                .orElse("");
        return "<img src=\"%s\" alt=\"%s\" width=\"%d\" height=\"%d\" loading=\"lazy\"><figcaption>%s%s</figcaption></figure>"
                .formatted(
                        PlainText.html(links.href(image, blob)),
                        PlainText.html(image.alt()),
                        blob.width(),
                        blob.height(),
                        PlainText.html(image.description()),
                        origin);
    }

    private static void footer(StringBuilder out, List<Credits.Credit> credits) {
        if (credits.isEmpty()) {
            return;
        }
        out.append("<footer>\n<h2>Pictures</h2>\n<ol>\n");
        for (Credits.Credit credit : credits) {
            out.append("<li value=\"%d\">".formatted(credit.number()))
                    .append(credit(credit))
                    .append("</li>\n");
        }
        out.append("</ol>\n</footer>\n");
    }

    private static String credit(Credits.Credit credit) {
        String origin =
                String.join(" · ", credit.origin().stream().map(PlainText::html).toList());
        return origin
                + credit.source()
                        .map(url -> " · <a href=\"" + PlainText.html(url)
                                + "\" rel=\"noopener noreferrer nofollow\">source</a>")
                        .orElse("");
    }
}
