package io.llmi.gateway.openai;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.llmi.events.BlobRef;
import io.llmi.events.Document;
import io.llmi.events.Document.ImagePart;
import io.llmi.events.Document.TextPart;

/**
 * A growing document as the text of one chat message, pictures as Markdown images at their place. A chat's text cannot
 * be changed once it is sent, so text behind a picture waits until the picture is there, and a picture is one delta.
 *
 * <p>For one stream and one thread.
 */
final class ChatProjection {
    /** Where a client finds a picture. */
    interface Links {
        String url(BlobRef blob);
    }

    private final Links links;
    private int part;
    private int sentChars;
    private boolean endsInBreak = true;

    ChatProjection(Links links) {
        this.links = links;
    }

    /** What the document has more than was handed out before, in order, as far as nothing before it is missing. */
    List<String> deltas(Document document) {
        List<String> deltas = new ArrayList<>();
        boolean ended = document.status().isTerminal();
        while (part < document.parts().size()) {
            switch (document.parts().get(part)) {
                case TextPart text -> {
                    if (text.text().length() > sentChars) {
                        deltas.add(remember(text.text().substring(sentChars)));
                        sentChars = text.text().length();
                    }
                    if (part == document.parts().size() - 1 && !ended) {
                        return deltas;
                    }
                }
                case ImagePart image -> {
                    Optional<String> markdown = markdown(image, ended);
                    if (markdown.isEmpty()) {
                        return deltas;
                    }
                    deltas.add(remember((endsInBreak ? "" : "\n\n") + markdown.get() + "\n\n"));
                }
            }
            part++;
            sentChars = 0;
        }
        return deltas;
    }

    /** The planner started again: what was sent stays sent, and the new text follows a line that says so. */
    List<String> reset() {
        boolean wrote = part > 0 || sentChars > 0;
        part = 0;
        sentChars = 0;
        return wrote
                ? List.of(remember("\n\n---\n\n*The text above was withdrawn; the document begins again.*\n\n"))
                : List.of();
    }

    private Optional<String> markdown(ImagePart image, boolean ended) {
        return switch (image.status()) {
            case READY -> image.blob().map(blob -> "![" + label(image.alt()) + "](" + links.url(blob) + ")");
            case FAILED -> Optional.of("*" + label(gap(image)) + "*");
            case PENDING -> ended ? Optional.of("*A picture is missing.*") : Optional.empty();
        };
    }

    private static String gap(ImagePart image) {
        return "A picture is missing: "
                + image.error().map(error -> error.message()).orElse("it could not be made");
    }

    private String remember(String text) {
        endsInBreak = text.endsWith("\n\n");
        return text;
    }

    /** Text that cannot end the label it stands in. */
    private static String label(String text) {
        return text.replaceAll("[\\[\\]\\\\`*_<>!\\p{Cntrl}]", " ")
                .replaceAll("\\s+", " ")
                .strip();
    }
}
