package io.llmi.tool.search.web;

import java.util.Arrays;

/**
 * How long a query a service takes; longer ones lose their end, which tells the least.
 *
 * @param characters at most, counted as UTF-16 units
 * @param words at most
 */
public record QueryLimit(int characters, int words) {
    /** @param query on one line */
    public String applied(String query) {
        String[] all = query.split(" ");
        String kept = String.join(" ", Arrays.copyOf(all, Math.min(words, all.length)));
        if (kept.length() <= characters) {
            return kept;
        }
        int space = kept.lastIndexOf(' ', characters);
        int end = space > 0 ? space : characters;
        // Half of a surrogate pair is no character.
        return kept.substring(0, Character.isHighSurrogate(kept.charAt(end - 1)) ? end - 1 : end);
    }
}
