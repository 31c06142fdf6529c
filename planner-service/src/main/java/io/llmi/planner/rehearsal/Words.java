package io.llmi.planner.rehearsal;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Small operations on English phrases. */
final class Words {
    private static final Map<String, Integer> NUMBERS = Map.ofEntries(
            Map.entry("one", 1),
            Map.entry("two", 2),
            Map.entry("three", 3),
            Map.entry("four", 4),
            Map.entry("five", 5),
            Map.entry("six", 6),
            Map.entry("seven", 7),
            Map.entry("eight", 8),
            Map.entry("nine", 9),
            Map.entry("ten", 10),
            Map.entry("couple", 2),
            Map.entry("pair", 2),
            Map.entry("both", 2),
            Map.entry("few", 3),
            Map.entry("several", 3));
    private static final Pattern LEADING = Pattern.compile(
            "^(?:the|a|an|some|any|my|our|its|their|of|one|two|three|four|five|six|seven|eight|nine|ten|several|few|both"
                    + "|couple|pair|please|also|finally|then|me|each|another|\\d{1,2})\\s+",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern EDGES = Pattern.compile("^[\\s\\p{Punct}“”‘’、，。：]+|[\\s\\p{Punct}“”‘’、，。：]+$");
    private static final Pattern TRAILING = Pattern.compile(
            "\\s+(?:and|then|or|but|with|plus|please|of|the|a|an|finally|in it|too|as well)$",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern NOTHING = Pattern.compile(
            "(?:(?:the|an?|some|any|one|ones|more|other|another|this|that|these|those|its?|them|each|every|real|actual|nice|good"
                    + "|beautiful|high[- ]quality|great|large|small|big|relevant|suitable|fitting|blackandwhite|colou?r)\\s*)*",
            Pattern.CASE_INSENSITIVE);

    private static final int MAX_PHRASE = 500;

    private Words() {}

    /** The number that a word stands for. */
    static Optional<Integer> number(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        if (lower.matches("\\d{1,2}")) {
            int n = Integer.parseInt(lower);
            return n >= 1 ? Optional.of(n) : Optional.empty();
        }
        return Optional.ofNullable(NUMBERS.get(lower));
    }

    /** Without articles and counts at its front, joining words at its end and punctuation around it. */
    static String core(String phrase) {
        String before;
        String text = bounded(phrase);
        do {
            before = text;
            text = EDGES.matcher(text).replaceAll("");
            text = LEADING.matcher(text).replaceFirst("");
            text = TRAILING.matcher(text).replaceFirst("");
        } while (!text.equals(before));
        return text;
    }

    /** The first 500 characters, which is more than any phrase has that means something to the rules. */
    static String bounded(String text) {
        if (text.length() <= MAX_PHRASE) {
            return text;
        }
        return text.substring(0, MAX_PHRASE - (Character.isHighSurrogate(text.charAt(MAX_PHRASE - 1)) ? 1 : 0));
    }

    /** Whether a phrase has articles, pronouns and praise, and nothing that they are said of. */
    static boolean isEmpty(String phrase) {
        return NOTHING.matcher(phrase).matches();
    }

    /** With a capital first letter. */
    static String capital(String phrase) {
        if (phrase.isEmpty()) {
            return phrase;
        }
        int first = phrase.codePointAt(0);
        return new StringBuilder(phrase.length())
                .appendCodePoint(Character.toTitleCase(first))
                .append(phrase, Character.charCount(first), phrase.length())
                .toString();
    }

    /** At most so many words and characters, cut between words where it can be. */
    static String atMost(String phrase, int words, int chars) {
        String[] all = phrase.strip().split("\\s+");
        String cut = String.join(" ", List.of(all).subList(0, Math.min(words, all.length)));
        if (cut.codePointCount(0, cut.length()) <= chars) {
            return cut;
        }
        cut = cut.substring(0, cut.offsetByCodePoints(0, chars));
        int space = cut.lastIndexOf(' ');
        return space > chars / 2 ? cut.substring(0, space) : cut;
    }

    /** {@code a, b and c}. */
    static String list(List<String> items) {
        return switch (items.size()) {
            case 0 -> "";
            case 1 -> items.getFirst();
            default -> String.join(", ", items.subList(0, items.size() - 1)) + " and " + items.getLast();
        };
    }
}
