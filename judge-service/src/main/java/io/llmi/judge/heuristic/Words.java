package io.llmi.judge.heuristic;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of a text that carry its content: no function words, plural and singular alike. Scripts without spaces are
 * cut into pairs of characters.
 */
final class Words {
    private static final Pattern WORD = Pattern.compile("\\p{L}[\\p{L}\\p{M}'’]*");
    private static final int SHORTEST = 3;
    private static final Set<String> FUNCTION_WORDS = Set.of(
            ("the and for with that this these those from into onto over under about above below between are was were"
                            + " been being have has had does did will would can could should may might must shall not but"
                            + " than then them they their there here what when where which while who whom whose why how"
                            + " you your yours our ours his her hers its one two three some any each every all both few"
                            + " more most other such only own same very just also too please write make made give show"
                            + " shows showing create draw tell want need like using use let page document article text"
                            + " image images picture pictures photo photos painting chart charts figure illustration"
                            + " include including contain containing out off per via say says")
                    .split(" "));

    private Words() {}

    static Set<String> of(String text) {
        Set<String> words = new LinkedHashSet<>();
        Matcher matcher = WORD.matcher(text.toLowerCase(Locale.ROOT));
        while (matcher.find()) {
            String word = matcher.group();
            if (isUnspaced(word)) {
                for (int i = 0; i + 1 < word.length(); i++) {
                    words.add(word.substring(i, i + 2));
                }
            } else if (word.length() >= SHORTEST && !FUNCTION_WORDS.contains(word)) {
                words.add(stem(word));
            }
        }
        return words;
    }

    /** How many words a reader would count. */
    static int count(String text) {
        int count = 0;
        Matcher matcher = WORD.matcher(text);
        while (matcher.find()) {
            count += isUnspaced(matcher.group()) ? Math.max(1, matcher.group().length() / 2) : 1;
        }
        return count;
    }

    /** Which share of the wanted words is there; 1 if none is wanted. */
    static double coverage(Set<String> wanted, Set<String> there) {
        if (wanted.isEmpty()) {
            return 1;
        }
        return (double) wanted.stream().filter(there::contains).count() / wanted.size();
    }

    private static String stem(String word) {
        String bare = word.replaceFirst("['’]s?$", "");
        if (bare.endsWith("ies") && bare.length() > 4) {
            return bare.substring(0, bare.length() - 3) + "y";
        }
        if (bare.endsWith("s") && !bare.endsWith("ss") && !bare.endsWith("us") && bare.length() > SHORTEST) {
            return bare.substring(0, bare.length() - 1);
        }
        return bare;
    }

    private static boolean isUnspaced(String word) {
        Character.UnicodeScript script = Character.UnicodeScript.of(word.codePointAt(0));
        return switch (script) {
            case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
            default -> false;
        };
    }
}
