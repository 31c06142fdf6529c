package io.llmi.tool.diffusion.scene;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the terms in a text, longest phrase first. Immutable. */
final class Vocabulary {
    private static final int LONGEST_PHRASE = 3;
    private final Map<String, Term> terms = new HashMap<>();

    /**
     * A piece of a text.
     *
     * @param text the word or phrase as the vocabulary spells it
     * @param term what it stands for, or empty for any other word
     */
    record Token(String text, Optional<Term> term) {}

    Vocabulary() {
        Stream.of(Sky.values(), Weather.values(), Setting.values(), Medium.values(), Hue.values(), Subject.values())
                .flatMap(Arrays::stream)
                .forEach(term -> ((Term) term).words().forEach(word -> terms.put(word, (Term) term)));
    }

    List<Token> tokens(String text) {
        String[] words = text.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}-]+", " ")
                .strip()
                .split(" ");
        List<Token> tokens = new ArrayList<>();
        for (int i = 0; i < words.length; ) {
            int length = Math.min(LONGEST_PHRASE, words.length - i);
            Optional<Token> found = Optional.empty();
            while (length > 0 && found.isEmpty()) {
                found = lookUp(String.join(" ", Arrays.copyOfRange(words, i, i + length)));
                length--;
            }
            tokens.add(found.orElse(new Token(words[i], Optional.empty())));
            i += found.isPresent() ? length + 1 : 1;
        }
        return tokens;
    }

    private Optional<Token> lookUp(String phrase) {
        return Stream.concat(Stream.of(phrase, phrase.replace('-', ' ')), singulars(phrase))
                .flatMap(spelling ->
                        Optional.ofNullable(terms.get(spelling))
                                .map(term -> new Token(spelling, Optional.of(term)))
                                .stream())
                .findFirst();
    }

    private static Stream<String> singulars(String word) {
        if (word.length() < 4 || !word.endsWith("s")) {
            return Stream.empty();
        }
        String stem = word.substring(0, word.length() - 1);
        return Stream.of(
                stem,
                word.endsWith("es") ? word.substring(0, word.length() - 2) : stem,
                word.endsWith("ies") ? word.substring(0, word.length() - 3) + "y" : stem);
    }
}
