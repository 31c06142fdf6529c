package io.llmi.planner.rehearsal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the cues of a request and parts the text among them; of several cues in one clause the first counts. */
final class CueScanner {
    private static final String NOUN =
            "(?:photo(?:graph)?|picture|image|painting|illustration|drawing|cover|chart|graph"
                    + "|plot|poster|sketch|watercolou?r|logo|snapshot|selfie|portrait|scan|one)s?";
    private static final String OWN = "(?:my|our|this|these|the attached|the uploaded|the enclosed|attached|uploaded"
            + "|the given|the provided|the (?:first|second|third) (?:attached|uploaded))";

    /** A picture that exists already, by its kind or its place: "the second harbour photo", "picture 2". */
    private static final String REFERENCE =
            "(?:(?:" + OWN + "|the|that|your) (?:" + Target.ORDINAL + " )?(?!same\\b)(?:\\p{L}+ )?" + NOUN
                    + "|(?:the )?(?:picture|image|photo|figure) (?:number |no\\.? ?)?\\d{1,2}\\b)";

    /** What stands between a picture and the word for its change: "should be a bit", "in". */
    private static final String TOWARDS =
            "(?:(?:in|as|into|to|but|should|must|needs?|be|become|look|made|turned|again|at|a|an|bit|little|much|more|with)"
                    + "\\s){0,5}";

    private static final Map<Cue.Kind, Pattern> PATTERNS = patterns();

    /** What stands between one clause and the next. */
    private static final Pattern SEPARATOR = Pattern.compile(
            "[,;:\\n，、。；：]|[.!?](?=\\s|$)|\\b(?:and|then|plus|with|including|featuring|alongside|containing|has|having"
                    + "|include|add|show|put|insert|using|use|want|wants|need|needs|followed by|along|but|give|get)\\b",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern SENTENCE_END = Pattern.compile("[.!?](?=\\s|$)|[\\n。！？]");
    private static final Pattern TOPIC_WORD =
            Pattern.compile("\\b(?:to|about|on|of|how|into|for|in|from|good|great|by)\\s*$", Pattern.CASE_INSENSITIVE);

    private static final int MAX_CUES = 98;

    private CueScanner() {}

    private static Map<Cue.Kind, Pattern> patterns() {
        Map<Cue.Kind, String> sources = new EnumMap<>(Cue.Kind.class);
        sources.put(Cue.Kind.SAME, "\\b(?:the|that|this) same\\b");
        sources.put(
                Cue.Kind.VERSION,
                "\\b(?:version|copy|variant)s? of (?:" + REFERENCE + "|(?:" + OWN + "|the|that|it|your)(?: " + NOUN
                        + ")?)\\b");
        sources.put(
                Cue.Kind.CHANGE,
                "\\b(?:make|turn|convert|crop|rotate|flip|mirror|blur|brighten|lighten|darken|sharpen|desaturate|saturate"
                        + "|invert|pixelate|resize|edit|change|transform|retouch|colou?ri[sz]e|render) (?:it|them|"
                        + REFERENCE + ")\\b");
        sources.put(
                Cue.Kind.USER_IMAGE,
                "\\b(?:" + OWN
                        + " (?:\\p{L}+ )?(?:photo(?:graph)?|picture|image|drawing|sketch|snapshot|selfie|portrait"
                        + "|scan)s?|(?:the )?(?:picture|image|photo) (?:i|that i) (?:attached|uploaded|sent))\\b");
        sources.put(
                Cue.Kind.NAMED,
                "\\b(?:" + REFERENCE + "(?=\\s" + TOWARDS + BriefReader.IMAGE_CHANGE.pattern() + ")|(?:to|on|around) "
                        + REFERENCE + ")");
        sources.put(
                Cue.Kind.CHART,
                "\\b(?:(?:bar|line|pie|column|scatter|area)[- ]?)?(?:charts?|graphs?|plots?|histograms?|diagrams?)\\b"
                        + "|图表|曲线图|柱状图|折线图|饼图");
        sources.put(Cue.Kind.DRAW, "\\b(?:draw|paint|sketch|illustrate)(?: me)?(?= (?:a|an|the|some|two|three)\\b)");
        sources.put(
                Cue.Kind.PAINTING,
                "\\b(?:paintings?|painted|illustrations?|drawings?(?! on\\b)|watercolou?rs?|sketch(?:es)?|posters?"
                        + "|artworks?|cartoons?|logos?|concept art|digital art"
                        + "|(?<=\\b(?:a|an|the|its|front|book|album|title|magazine|illustrated|drawn|nice|colou?rful)\\s)"
                        + "cover(?! (?:all|how|what|why|the)\\b))\\b|插画|插图|绘画|水彩|封面");
        sources.put(
                Cue.Kind.PHOTO,
                "\\b(?:photo(?:graph)?s?|snapshots?|pictures?(?= of\\b)|images?(?= of\\b)|pics?(?= of\\b))\\b|照片");
        Map<Cue.Kind, Pattern> compiled = new EnumMap<>(Cue.Kind.class);
        sources.forEach((kind, source) ->
                compiled.put(kind, Pattern.compile(source, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)));
        return compiled;
    }

    private record Hit(Cue.Kind kind, int from, int to, int clause) {
        boolean changes() {
            return kind == Cue.Kind.SAME
                    || kind == Cue.Kind.VERSION
                    || kind == Cue.Kind.CHANGE
                    || kind == Cue.Kind.NAMED;
        }
    }

    /**
     * The cues in the text's order.
     *
     * @param continued whether there are pictures that the text may speak of
     */
    static List<Cue> scan(String text, boolean continued) {
        List<Hit> hits = new ArrayList<>();
        for (Hit hit : allHits(text)) {
            if (hit.kind() == Cue.Kind.NAMED && !continued) {
                continue;
            }
            if (hits.size() == MAX_CUES) {
                break;
            }
            boolean free = hits.isEmpty() || startsAnew(text, hits.getLast(), hit);
            if (free && !isTopic(text, hit)) {
                hits.add(hit);
            }
        }
        List<Cue> cues = new ArrayList<>();
        for (int i = 0; i < hits.size(); i++) {
            Hit hit = hits.get(i);
            int end = sentenceEnd(text, hit.to());
            if (i + 1 < hits.size()) {
                end = Math.min(end, hits.get(i + 1).clause());
            }
            cues.add(new Cue(
                    hit.kind(),
                    hit.clause(),
                    text.substring(hit.clause(), hit.from()).strip(),
                    text.substring(hit.from(), hit.to()),
                    text.substring(hit.to(), Math.max(end, hit.to())).strip()));
        }
        return cues;
    }

    private static List<Hit> allHits(String text) {
        List<Hit> hits = new ArrayList<>();
        NavigableSet<Integer> starts = clauseStarts(text);
        PATTERNS.forEach((kind, pattern) -> {
            Matcher matcher = pattern.matcher(text);
            while (matcher.find()) {
                hits.add(new Hit(
                        kind,
                        matcher.start(),
                        matcher.end(),
                        starts.headSet(matcher.start(), true).last()));
            }
        });
        // The longer match of the same place is the more specific one.
        hits.sort(Comparator.comparingInt(Hit::from).thenComparing(hit -> -hit.to()));
        return hits;
    }

    private static boolean startsAnew(String text, Hit last, Hit next) {
        if (next.from() < last.to()) {
            return false;
        }
        String between = text.substring(last.to(), next.from());
        if (last.changes() && !next.changes()) {
            // "the same photo with a painted frame" is one wish, "..., and a painting" another.
            return Pattern.compile("[,;.\\n]|\\band (?:an?|the|one|two|three)\\b")
                    .matcher(between)
                    .find();
        }
        return next.changes() || SEPARATOR.matcher(between).find();
    }

    private static boolean isTopic(String text, Hit hit) {
        boolean noun = hit.kind() == Cue.Kind.PAINTING
                || hit.kind() == Cue.Kind.PHOTO
                || hit.kind() == Cue.Kind.CHART
                || hit.kind() == Cue.Kind.NAMED;
        return noun
                && TOPIC_WORD
                        .matcher(text.substring(Math.max(0, hit.from() - 12), hit.from()))
                        .find();
    }

    private static NavigableSet<Integer> clauseStarts(String text) {
        NavigableSet<Integer> starts = new TreeSet<>(List.of(0));
        Matcher separator = SEPARATOR.matcher(text);
        while (separator.find()) {
            starts.add(separator.end());
        }
        return starts;
    }

    private static int sentenceEnd(String text, int from) {
        Matcher end = SENTENCE_END.matcher(text);
        return end.find(from) ? end.start() : text.length();
    }
}
