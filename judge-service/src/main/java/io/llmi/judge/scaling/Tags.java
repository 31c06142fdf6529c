package io.llmi.judge.scaling;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.llmi.events.Document;
import io.llmi.events.Document.ImagePart;

/** The tags of a draft, as they are written and as the parser read them. Pure. */
final class Tags {
    private static final Pattern TAG = Pattern.compile("<imgen>.*?</imgen>", Pattern.DOTALL);

    private Tags() {}

    /** Character by character, in their order. */
    static List<String> written(String draft) {
        List<String> tags = new ArrayList<>();
        Matcher matcher = TAG.matcher(draft);
        while (matcher.find()) {
            tags.add(matcher.group());
        }
        return tags;
    }

    /** In the order of the document. */
    static List<ImagePart> read(Document document) {
        return document.parts().stream()
                .filter(ImagePart.class::isInstance)
                .map(ImagePart.class::cast)
                .toList();
    }
}
