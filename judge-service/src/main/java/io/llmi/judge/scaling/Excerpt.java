package io.llmi.judge.scaling;

import java.util.ArrayList;
import java.util.List;

import io.llmi.events.Document;
import io.llmi.events.Document.ImagePart;
import io.llmi.events.Document.Part;
import io.llmi.events.Document.TextPart;

/** A group of pictures where it stands: with the paragraphs before and after each, and nothing else. Pure. */
final class Excerpt {
    private static final String PARAGRAPH = "\n\n";

    private Excerpt() {}

    static Document of(Document document, PictureGroup group) {
        List<Part> parts = document.parts();
        List<Part> excerpt = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            switch (parts.get(i)) {
                case ImagePart image when group.pictures().contains(image.index()) -> excerpt.add(image);
                case ImagePart other -> {}
                case TextPart text -> {
                    boolean after = isShown(parts, i - 1, group);
                    boolean before = isShown(parts, i + 1, group);
                    String cut = cut(text.text(), after, before);
                    if (!cut.isBlank()) {
                        excerpt.add(new TextPart(cut));
                    }
                }
            }
        }
        return document.withParts(excerpt);
    }

    private static boolean isShown(List<Part> parts, int at, PictureGroup group) {
        return at >= 0
                && at < parts.size()
                && parts.get(at) instanceof ImagePart image
                && group.pictures().contains(image.index());
    }

    private static String cut(String text, boolean first, boolean last) {
        String stripped = text.strip();
        int begin = stripped.indexOf(PARAGRAPH);
        int end = stripped.lastIndexOf(PARAGRAPH);
        if (begin < 0) {
            return first || last ? text : "";
        }
        String head = first ? stripped.substring(0, begin) : "";
        String tail = last ? stripped.substring(end + PARAGRAPH.length()) : "";
        return head.isEmpty() || tail.isEmpty() ? head + tail : head + PARAGRAPH + tail;
    }
}
