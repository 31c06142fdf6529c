package io.llmi.planner.rehearsal;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words by which a request names the picture to change.
 *
 * @param name without articles and counts, such as {@code harbour photo} or {@code it}
 * @param whose whether it has to be a picture that the client sent
 * @param place counted from 0 among those that the name fits, or {@link #LAST}; empty if the words do not count
 */
record Target(String name, Whose whose, OptionalInt place) {
    /** The place of "the last picture". */
    static final int LAST = -1;

    /** Words that count pictures. */
    static final String ORDINAL =
            "(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|latest|final"
                    + "|most recent|\\d{1,2}(?:st|nd|rd|th))";

    private static final List<String> ORDINALS =
            List.of("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth");
    private static final Pattern COUNTED = pattern("\\b" + ORDINAL + "\\b");
    private static final Pattern NUMBERED =
            pattern("\\b(picture|image|photo|figure)s? (?:number |no\\.? ?)?(\\d{1,2})$");
    private static final Pattern CLIENTS =
            pattern("\\b(?:my|our|attached|uploaded|enclosed|given|provided)\\b|\\bi (?:attached|uploaded|sent)$");
    private static final Pattern THIS = pattern("\\b(?:this|these)\\b");
    private static final Pattern SENT = pattern(" (?:that )?i (?:attached|uploaded|sent)$");
    private static final Pattern BEFORE_NAME = pattern("^.*\\b(?:the|that|this|these|my|our|your|attached|uploaded"
            + "|enclosed|given|provided|" + ORDINAL + ")\\s+");
    private static final Pattern NO_NAME = pattern("the|that|your|my|our|this|these|");
    private static final Pattern ANY_PICTURE = pattern("photo(?:graph)?|picture|image|figure|one|it|them|");

    /** Where the picture has to come from. */
    enum Whose {
        /** "my photo". */
        CLIENTS,
        /** "this picture": the one sent along, or else the one last seen. */
        THIS,
        ANY
    }

    /** A picture that is only named. */
    static Target named(String name) {
        return new Target(name, Whose.ANY, OptionalInt.empty());
    }

    /** @param words that end with the picture's name, such as {@code blur the second photo} */
    static Target of(String words) {
        String lower = words.toLowerCase(Locale.ROOT);
        Whose whose = CLIENTS.matcher(lower).find()
                ? Whose.CLIENTS
                : THIS.matcher(lower).find() ? Whose.THIS : Whose.ANY;
        Matcher numbered = NUMBERED.matcher(lower);
        if (numbered.find()) {
            return new Target(numbered.group(1), whose, number(numbered.group(2)));
        }
        String plain = SENT.matcher(lower).replaceFirst("");
        String name = BEFORE_NAME.matcher(plain).replaceFirst("");
        name = name.equals(plain) ? lastWord(plain) : name;
        Matcher counted = COUNTED.matcher(lower);
        return new Target(
                NO_NAME.matcher(name).matches() ? "picture" : name,
                whose,
                counted.find() ? place(counted.group()) : OptionalInt.empty());
    }

    /** Whether the name says nothing but that it is a picture. */
    boolean isAnyPicture() {
        return ANY_PICTURE.matcher(noun()).matches();
    }

    /** The name's last word, in the singular. */
    String noun() {
        String word = lastWord(name.toLowerCase(Locale.ROOT).strip());
        return word.length() > 3 && word.endsWith("s") ? word.substring(0, word.length() - 1) : word;
    }

    /** As the document speaks of it. */
    String shown() {
        String plain = name.isEmpty() || name.matches("it|them|one") ? "picture" : RequestText.shown(name);
        if (place.isEmpty()) {
            return plain;
        }
        int counted = place.getAsInt();
        if (counted == LAST) {
            return "last " + plain;
        }
        return counted < ORDINALS.size() ? ORDINALS.get(counted) + " " + plain : plain + " " + (counted + 1);
    }

    private static OptionalInt place(String ordinal) {
        int word = ORDINALS.indexOf(ordinal);
        if (word >= 0) {
            return OptionalInt.of(word);
        }
        return Character.isDigit(ordinal.charAt(0)) ? number(ordinal.replaceAll("\\D", "")) : OptionalInt.of(LAST);
    }

    private static OptionalInt number(String digits) {
        int number = Integer.parseInt(digits);
        return number > 0 ? OptionalInt.of(number - 1) : OptionalInt.empty();
    }

    private static String lastWord(String words) {
        return words.substring(words.lastIndexOf(' ') + 1);
    }

    private static Pattern pattern(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
    }
}
