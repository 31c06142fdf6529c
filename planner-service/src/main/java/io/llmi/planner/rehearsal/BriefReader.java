package io.llmi.planner.rehearsal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a request: what the document is about and which pictures it should have. Never throws, whatever it is given. */
final class BriefReader {
    private static final int MAX_WISHES = 98;

    /** Two numbers may be anything. */
    private static final int LEAST_NUMBERS = 3;

    private static final String COUNT =
            "(\\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|couple|pair|few|several|both)";
    private static final Pattern COUNT_WORD = Pattern.compile("\\b" + COUNT + "\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern TOTAL = Pattern.compile(
            "\\b" + COUNT + " (?:\\p{L}+ )?(?:pictures?|images?|visuals?|figures?)\\b(?! of\\b)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern TEXT_ONLY = Pattern.compile(
            "\\b(?:no|without(?: any)?|zero) (?:pictures|images|illustrations|photos|visuals)\\b|\\btext[- ]only\\b",
            Pattern.CASE_INSENSITIVE);
    /** Words for what can be done to a picture. */
    static final Pattern IMAGE_CHANGE = Pattern.compile(
            "\\b(?:sepia|blackandwhite|gr[ea]yscale|monochrome|blur|bright|light|dark|night|dusk|dawn|contrast|crop"
                    + "|rotat|flip|mirror|invert|inverted|negative|sharp|pixel|caption|vintage|warm|cool|winter|snow"
                    + "|sunset|colou?r|frame|border|upside|watermark|saturat|desaturat|poster|edge|emboss|vignette"
                    + "|smaller|larger|square|resize|retouch)",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern OBJECT =
            Pattern.compile("^(?:of|showing|depicting|about|for|that shows?|from)\\b\\s*", Pattern.CASE_INSENSITIVE);
    private static final Pattern OBJECT_END = Pattern.compile(
            "[,;:!?\\n，。；]|\\.(?=\\s|$)|\\s(?:to (?:show|illustrate|open|close|end|start)|that shows?|please|with a caption"
                    + "|at the (?:top|start|end|beginning|bottom)|in it|in the (?:middle|intro\\w*|end|style))\\b",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern SAME_NOUN_END = Pattern.compile(
            "[,;:]|\\b(?:but|at|in|with|as|by|on|under|during|without|again|only|blurred|brighter|brightened|darker"
                    + "|darkened|cropped|rotated|flipped|mirrored|inverted|sharpened|desaturated|seen|made|turned|after"
                    + "|before|upside|blackandwhite|sepia|gr[ea]yscale|pixelated|having|now)\\b",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern IMAGINED = Pattern.compile(
            "\\b(?:dragon|unicorn|imagin|fantas|futuristic|robot|fairy|magic|alien|spaceship|surreal|dream)",
            Pattern.CASE_INSENSITIVE);

    private BriefReader() {}

    /** @param continued whether the conversation has pictures that the prompt may speak of */
    static Brief read(String prompt, boolean continued) {
        String text = RequestText.clean(prompt);
        Optional<ChartData> figures = ChartReader.read("", text);
        boolean numbers = figures.isPresent();
        List<Cue> cues = CueScanner.scan(text, continued).stream()
                // Stories have plots, too.
                .filter(cue -> numbers || !cue.word().matches("(?i)plots?"))
                .toList();
        String head = cues.isEmpty() ? text : text.substring(0, cues.getFirst().start());
        Heading heading = Heading.of(head, text);
        boolean textOnly = TEXT_ONLY.matcher(text).find();
        List<Wish> wishes = new ArrayList<>();
        if (!textOnly) {
            for (Cue cue : cues) {
                wishes.addAll(wishes(cue, text, heading));
            }
            // Who lists numbers and names no chart wants to see them all the same.
            figures.filter(data -> isSeries(data) && wishes.stream().noneMatch(Wish.Chart.class::isInstance))
                    .map(data -> data.name().isEmpty() ? ChartReader.named(data, heading.subjectText()) : data)
                    .ifPresent(data -> wishes.add(new Wish.Chart(data)));
        }
        List<Wish> bounded =
                wishes.stream().limit(MAX_WISHES).map(BriefReader::shown).toList();
        return new Brief(heading.title(bounded), heading.subject(bounded), bounded, textOnly, total(text));
    }

    private static boolean isSeries(ChartData data) {
        return !data.illustrative()
                && data.series().stream().anyMatch(series -> series.values().size() >= LEAST_NUMBERS);
    }

    private static Wish shown(Wish wish) {
        return switch (wish) {
            case Wish.Photo photo -> new Wish.Photo(RequestText.shown(photo.subject()));
            case Wish.Painting painting -> new Wish.Painting(RequestText.shown(painting.prompt()), painting.cover());
            case Wish.Chart chart ->
                new Wish.Chart(ChartReader.named(
                        chart.data(), RequestText.shown(chart.data().name())));
            case Wish.Edit edit -> new Wish.Edit(edit.target(), RequestText.shown(edit.instruction()));
        };
    }

    private static OptionalInt total(String text) {
        Matcher matcher = TOTAL.matcher(text);
        return matcher.find()
                ? Words.number(matcher.group(1)).map(OptionalInt::of).orElse(OptionalInt.empty())
                : OptionalInt.empty();
    }

    private static List<Wish> wishes(Cue cue, String text, Heading heading) {
        return switch (cue.kind()) {
            case SAME -> List.of(same(cue));
            case VERSION -> versions(cue);
            case CHANGE -> change(cue).stream().toList();
            case USER_IMAGE -> userImage(cue).stream().toList();
            case NAMED -> seen(cue).stream().toList();
            case CHART -> charts(cue, text, heading);
            case DRAW ->
                repeat(
                        1,
                        List.of(object(cue)).stream()
                                .map(what -> "a "
                                        + (cue.word().toLowerCase(Locale.ROOT).startsWith("paint")
                                                ? "painting"
                                                : "drawing")
                                        + " of " + Words.core(what))
                                .map(what -> (Wish) new Wish.Painting(what, false))
                                .toList());
            case PAINTING -> paintings(cue, heading);
            case PHOTO -> photos(cue, heading);
        };
    }

    private static Wish same(Cue cue) {
        Matcher end = SAME_NOUN_END.matcher(cue.after());
        String noun = end.find() ? cue.after().substring(0, end.start()) : cue.after();
        String target = Words.core(noun);
        return new Wish.Edit(Target.named(target), instruction(cue.after().substring(noun.length())));
    }

    private static List<Wish> versions(Cue cue) {
        String instruction = Words.core(cue.before());
        return List.of(
                new Wish.Edit(Target.of(cue.word()), instruction(instruction.isEmpty() ? cue.after() : instruction)));
    }

    private static Optional<Wish> change(Cue cue) {
        String verb = cue.word().replaceFirst("\\s.*", "").toLowerCase(Locale.ROOT);
        boolean generic = List.of("make", "turn", "change", "edit", "convert", "transform", "render")
                .contains(verb);
        String asked = generic ? cue.after() : verb + " " + cue.after();
        boolean aboutPicture = lastWord(cue.word()).matches("(?i)it|them")
                ? IMAGE_CHANGE.matcher(asked).find()
                : !asked.isBlank();
        return aboutPicture ? Optional.of(new Wish.Edit(Target.of(cue.word()), instruction(asked))) : Optional.empty();
    }

    private static Optional<Wish> userImage(Cue cue) {
        return IMAGE_CHANGE.matcher(cue.after()).find()
                ? Optional.of(new Wish.Edit(Target.of(cue.word()), instruction(cue.after())))
                : Optional.empty();
    }

    private static Optional<Wish> seen(Cue cue) {
        // "The picture in sepia" has its change behind it, "sepia for the picture" in front.
        String asked = cue.word().matches("(?is)(?:to|on|around) .*") ? cue.before() + " " + cue.after() : cue.after();
        return IMAGE_CHANGE.matcher(asked).find()
                ? Optional.of(new Wish.Edit(Target.of(cue.word()), instruction(asked)))
                : Optional.empty();
    }

    private static List<Wish> charts(Cue cue, String text, Heading heading) {
        String asked = (cue.before() + " " + cue.word()).strip();
        Optional<ChartData> data = ChartReader.read(asked, cue.after())
                // "Sales were 3, 5 and 4. Make a bar chart of them."
                .or(() -> ChartReader.read(asked, text.substring(0, Math.min(cue.start(), text.length()))))
                .or(() -> ChartReader.read(asked, text.substring(text.indexOf(cue.after(), cue.start()))));
        if (data.isEmpty()) {
            if (cue.word().matches("(?i)diagrams?")) {
                return repeat(
                        count(cue), List.of(new Wish.Painting("a clear diagram of " + objectOr(cue, heading), false)));
            }
        }
        String what = objectOr(cue, heading);
        ChartData chart = data.orElseGet(() -> ChartReader.illustrative(asked, what));
        ChartData named = chart.name().isEmpty() && chart.series().size() == 1 && !chart.illustrative()
                ? ChartReader.named(chart, heading.subjectText())
                : chart;
        List<Wish> charts = new ArrayList<>();
        ChartData.Kind[] others = {named.kind(), ChartData.Kind.BAR, ChartData.Kind.LINE, ChartData.Kind.SCATTER};
        for (int i = 0; i < count(cue); i++) {
            charts.add(new Wish.Chart(i == 0 ? named : named.as(others[i % others.length])));
        }
        return charts;
    }

    private static List<Wish> paintings(Cue cue, Heading heading) {
        boolean cover = (cue.word() + " " + cue.after())
                        .matches(
                                "(?is)(?:cover|painted(?: \\p{L}+)? cover|illustrated cover"
                                        + "|(?:painting|illustration|drawing|watercolou?r|poster|artwork|sketch)s? cover|封面)\\b.*")
                || cue.before().matches("(?is).*\\bcover");
        String style = Words.core(cue.before() + " " + cue.word()
                + (cue.word().equalsIgnoreCase("painted") ? " " + leading(cue.after()) : ""));
        String what = cover && object(cue).isEmpty() ? heading.subjectText() : objectOr(cue, heading);
        boolean complete = cue.word().equalsIgnoreCase("painted") && !cover;
        String prompt = complete
                ? "a painting of " + Words.core(leading(cue.after()) + " " + rest(cue.after()))
                : style + (cover ? " about " : " of ") + what;
        return repeat(count(cue), List.of(new Wish.Painting(Words.atMost(prompt, 40, 300), cover)));
    }

    private static String leading(String after) {
        Matcher matcher = Pattern.compile("^(?:\\p{L}+ )?cover\\b|^[\\p{L}-]+").matcher(after);
        return matcher.find() ? matcher.group() : "";
    }

    private static String rest(String after) {
        String cut = upToEnd(after);
        String lead = leading(cut);
        return cut.substring(lead.length());
    }

    private static List<Wish> photos(Cue cue, Heading heading) {
        String subject = objectOr(cue, heading);
        Wish wish = IMAGINED.matcher(subject).find() && cue.word().matches("(?i)(?:picture|image|pic)s?")
                ? new Wish.Painting("a picture of " + subject, false)
                : new Wish.Photo(subject);
        int count = count(cue);
        String[] parts = subject.split("\\s*(?:,|\\band\\b)\\s*");
        if (count > 1 && parts.length == count && wish instanceof Wish.Photo) {
            List<Wish> each = new ArrayList<>();
            for (String part : parts) {
                each.add(new Wish.Photo(Words.core(part)));
            }
            return each;
        }
        return repeat(count, List.of(wish));
    }

    private static List<Wish> repeat(int count, List<Wish> wish) {
        List<Wish> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.addAll(wish);
        }
        return all;
    }

    private static int count(Cue cue) {
        Matcher matcher = COUNT_WORD.matcher(cue.before());
        int count = 1;
        while (matcher.find()) {
            count = Words.number(matcher.group(1)).orElse(count);
        }
        return count;
    }

    /** What the cue's picture is of, by its own clause; empty if the clause does not say. */
    private static String object(Cue cue) {
        String after = cue.after().replaceFirst("^(?:(?:\\p{L}+ )?cover|art|image|picture|page|plate)s?\\b\\s*", "");
        Matcher of = OBJECT.matcher(after);
        if (of.find()) {
            return Words.atMost(Words.core(upToEnd(after.substring(of.end()))), 14, 120);
        }
        return cue.kind() == Cue.Kind.DRAW ? Words.atMost(Words.core(upToEnd(after)), 14, 120) : "";
    }

    private static String objectOr(Cue cue, Heading heading) {
        String object = object(cue);
        if (!Words.isEmpty(object)) {
            return object;
        }
        boolean words = cue.kind() == Cue.Kind.PHOTO;
        String before = words ? Words.atMost(Words.core(cue.before()), 8, 80) : "";
        return Words.isEmpty(before) ? heading.subjectText() : before;
    }

    private static String upToEnd(String text) {
        Matcher end = OBJECT_END.matcher(text);
        return end.find() ? text.substring(0, end.start()) : text;
    }

    private static String lastWord(String words) {
        return words.substring(words.lastIndexOf(' ') + 1).toLowerCase(Locale.ROOT);
    }

    private static String instruction(String text) {
        String plain = RequestText.shown(text)
                .replaceFirst("(?i)^[\\s,;:]*(?:but|again|only|now|,)*\\s*(?:but\\s+)?", "")
                .replaceFirst(
                        "(?i)[\\s,;:.!?]*(?:\\b(?:and|then|finally|please|but|also|now|add|include|insert"
                                + "|show|put)\\b[\\s,;:]*)*$",
                        "")
                .strip();
        return plain.isEmpty() ? "a variation of it" : Words.atMost(plain, 40, 300);
    }
}
