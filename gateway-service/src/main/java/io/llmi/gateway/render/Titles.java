package io.llmi.gateway.render;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.llmi.events.Document;

/** What a document is called: its first heading, else the beginning of the prompt. */
final class Titles {
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,3} +(\\S.{0,119})");
    private static final int MAX_CHARS = 120;

    private Titles() {}

    static String of(Document document) {
        Optional<String> heading = document.parts().stream()
                .flatMap(part -> part instanceof Document.TextPart text
                        ? HEADING.matcher(text.text()).results()
                        : Stream.empty())
                .map(match -> match.group(1).replaceAll("[*_`#]", "").strip())
                .findFirst();
        String title = PlainText.line(heading.orElse(document.prompt()));
        if (title.isEmpty()) {
            return "Document " + document.id();
        }
        boolean fits = title.codePointCount(0, title.length()) <= MAX_CHARS;
        return fits ? title : title.substring(0, title.offsetByCodePoints(0, MAX_CHARS)) + "…";
    }
}
