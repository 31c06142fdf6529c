package io.llmi.tool.search.library;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Prepares a query: takes off what is said of every picture, and adds the other spelling or a near word. */
final class QueryText {
    private static final Pattern OF_EVERY_PICTURE = Pattern.compile(
            "\\b(?:(?:a|an|the) )?(?:high[- ]quality |real |stock |beautiful |close[- ]?up )*(?:photo(?:graph)?s?|pictures?|images?|photography)\\b(?: of)?(?: an?| the)?",
            Pattern.CASE_INSENSITIVE);
    private static final Map<String, String> NEAR = Map.ofEntries(
            Map.entry("harbor", "harbour"),
            Map.entry("port", "harbour"),
            Map.entry("marina", "harbour"),
            Map.entry("seaside", "beach"),
            Map.entry("shore", "beach"),
            Map.entry("coast", "beach"),
            Map.entry("kitten", "cat"),
            Map.entry("puppy", "dog"),
            Map.entry("bike", "bicycle"),
            Map.entry("auto", "car"),
            Map.entry("automobile", "car"),
            Map.entry("aeroplane", "airplane"),
            Map.entry("plane", "airplane"),
            Map.entry("jet", "airplane"),
            Map.entry("loaf", "bread"),
            Map.entry("espresso", "coffee"),
            Map.entry("skyscraper", "skyline"),
            Map.entry("downtown", "city"),
            Map.entry("woods", "forest"),
            Map.entry("woodland", "forest"),
            Map.entry("dune", "desert"),
            Map.entry("soccer", "football"),
            Map.entry("computer", "laptop"),
            Map.entry("notebook", "laptop"),
            Map.entry("school", "classroom"),
            Map.entry("clinic", "hospital"),
            Map.entry("pagoda", "temple"),
            Map.entry("fortress", "castle"),
            Map.entry("dusk", "sunset"),
            Map.entry("stars", "night sky"),
            Map.entry("bazaar", "market"),
            Map.entry("railway", "train"),
            Map.entry("locomotive", "train"),
            Map.entry("grapes", "vineyard"),
            Map.entry("watch", "clock"),
            Map.entry("pony", "horse"),
            Map.entry("winter", "snow"));

    private QueryText() {}

    static String prepared(String query) {
        String bare = OF_EVERY_PICTURE.matcher(query).replaceAll(" ").strip();
        // "Photograph" alone is a subject after all.
        String kept = bare.isEmpty() ? query : bare;
        StringBuilder out = new StringBuilder(kept);
        for (String word : kept.toLowerCase(Locale.ROOT).split("[^\\p{L}]+")) {
            String near = NEAR.getOrDefault(word, NEAR.getOrDefault(word.replaceAll("s$", ""), ""));
            if (!near.isEmpty()) {
                out.append(' ').append(near);
            }
        }
        return out.toString();
    }
}
