package io.llmi.gateway.render;

import io.llmi.events.Document;

/** A document's language tag, as far as its script tells; screen readers pick a voice by it. */
final class Language {
    private Language() {}

    static String of(Document document) {
        StringBuilder text = new StringBuilder(document.prompt());
        for (Document.Part part : document.parts()) {
            if (part instanceof Document.TextPart words) {
                text.append(words.text());
            }
        }
        long letters = text.codePoints().filter(Character::isLetter).count();
        if (share(text, letters, Character.UnicodeScript.HIRAGANA) > 0.1) {
            return "ja";
        }
        if (share(text, letters, Character.UnicodeScript.HANGUL) > 0.3) {
            return "ko";
        }
        if (share(text, letters, Character.UnicodeScript.HAN) > 0.3) {
            return "zh";
        }
        // BCP 47's "undetermined" where several languages share the script and English would be a guess.
        return share(text, letters, Character.UnicodeScript.LATIN) > 0.5 ? "en" : "und";
    }

    private static double share(CharSequence text, long letters, Character.UnicodeScript script) {
        long of = text.codePoints()
                .filter(c -> Character.isLetter(c) && Character.UnicodeScript.of(c) == script)
                .count();
        return letters == 0 ? 0 : (double) of / letters;
    }
}
