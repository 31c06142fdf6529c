package io.llmi.judge.scaling;

import java.util.List;
import java.util.Optional;

import io.llmi.events.Document;
import io.llmi.events.Document.ImagePart;
import io.llmi.events.Document.ImageStatus;
import io.llmi.events.Document.TextPart;

/** Has the text around finished pictures rewritten, and takes the new text only if it changes no tag. Pure. */
final class Polish {
    private Polish() {}

    /** What the planner is asked for. */
    static String instruction(Document document) {
        StringBuilder pictures = new StringBuilder();
        int number = 0;
        for (Document.Part part : document.parts()) {
            if (part instanceof ImagePart image) {
                number++;
                pictures.append("%d. ".formatted(number))
                        .append(image.status() == ImageStatus.READY ? image.alt() : "(could not be made)")
                        .append('\n');
            }
        }
        return """
                Here is what the pictures of your document really show, in their order:
                %s
                Write the whole document again so that the text around each picture fits what it shows. Copy every \
                <imgen> tag exactly, character by character, each once, in the same order; change nothing inside the \
                tags, add none and leave none out. Answer with the document alone.""".formatted(pictures);
    }

    /**
     * The new draft, with everything between the tags as rewritten and the tags as they were; empty if the tags are not
     * the same ones in the same order, or the parser read others.
     *
     * @param reading what the parser read in the rewritten text
     */
    static Optional<String> accepted(String draft, Document before, String rewritten, Document reading) {
        List<String> tags = Tags.written(draft);
        if (tags.isEmpty()
                || !tags.equals(Tags.written(rewritten))
                || !outline(before).equals(outline(reading))) {
            return Optional.empty();
        }
        return hasText(reading) ? Optional.of(rewritten) : Optional.empty();
    }

    /** Tools and descriptions in their order, as the parser read them. */
    private static List<String> outline(Document document) {
        return Tags.read(document).stream()
                .map(tag -> tag.tool() + "\n" + tag.description())
                .toList();
    }

    private static boolean hasText(Document reading) {
        return reading.parts().stream()
                .anyMatch(part -> part instanceof TextPart text && !text.text().isBlank());
    }
}
