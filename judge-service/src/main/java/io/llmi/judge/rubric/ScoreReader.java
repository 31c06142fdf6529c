package io.llmi.judge.rubric;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.llmi.events.Json;
import io.llmi.judge.reward.Scores;
import io.llmi.judge.subject.Thinking;

/**
 * Reads scores out of what a judge says. Taken, in this order: a JSON object with the criteria as keys; lines with a
 * label, dressed up in Markdown or not, of which the last of each counts; as many bare numbers, one a line, as there are
 * criteria. Thoughts are left out.
 *
 * <p>A score may be a decimal. {@code 4/5} is 4, and {@code 8/10} is scaled to the five of our scale. A score that is
 * out of range by at most one, as of a model that counts from 0, is moved to the border; one further out makes the
 * answer unreadable, because the model did not use our scale.
 */
public final class ScoreReader {
    private static final String NUMBER = "(-?\\d{1,4}(?:[.,]\\d{1,4})?)(?:\\s*(?:/|out of|of)\\s*(\\d{1,4}))?";
    /** A dash is a bullet only with a space behind it; else it is a minus. */
    private static final String DRESS = "(?:[ \\t*_`\"'#>•]|-[ \\t])*+";

    private static final Pattern BARE =
            Pattern.compile("(?im)^%1$s(?:\\d{1,2}[.)]\\s+)?%1$s%2$s%1$s[.;]?\\s*$".formatted(DRESS, NUMBER));
    private static final Pattern VALUE = Pattern.compile(NUMBER);

    /** Scores stand at the end: what a model says before that is not searched. */
    private static final int MAX_CHARS = 20_000;

    /** How far out of range a score may be. */
    private static final double TOLERANCE = 1;

    private ScoreReader() {}

    /** @throws UnreadableAnswerException if not every criterion has a usable score */
    public static <S extends Scores> S read(String answer, Rubric<S> rubric) throws UnreadableAnswerException {
        String conclusion = Thinking.conclusion(answer).strip();
        String said = conclusion.substring(Math.max(0, conclusion.length() - MAX_CHARS));
        Map<String, Double> found = new HashMap<>(fromJson(said, rubric));
        if (found.size() < rubric.criteria().size()) {
            found.clear();
            found.putAll(fromLines(said, rubric));
        }
        if (found.isEmpty()) {
            found.putAll(fromNumbers(said, rubric));
        }
        Map<String, Double> scores = new HashMap<>();
        for (Criterion criterion : rubric.criteria()) {
            Double score = found.get(criterion.key());
            if (score == null) {
                throw new UnreadableAnswerException("The answer has no score for " + criterion.label() + ".");
            }
            scores.put(criterion.key(), inRange(score, criterion, rubric));
        }
        return rubric.scores().apply(scores);
    }

    private static double inRange(double score, Criterion criterion, Rubric<?> rubric)
            throws UnreadableAnswerException {
        double near = Math.clamp(score, rubric.worst(), rubric.best());
        if (Math.abs(near - score) > TOLERANCE) {
            throw new UnreadableAnswerException("The score for %s is not from %.0f to %.0f."
                    .formatted(criterion.label(), rubric.worst(), rubric.best()));
        }
        return near;
    }

    private static Map<String, Double> fromJson(String said, Rubric<?> rubric) {
        int open = said.indexOf('{');
        int close = said.lastIndexOf('}');
        if (open < 0 || close < open) {
            return Map.of();
        }
        try {
            JsonNode json = Json.mapper().readTree(said.substring(open, close + 1));
            Map<String, Double> found = new HashMap<>();
            json.properties()
                    .forEach(field -> criterion(field.getKey(), rubric)
                            .ifPresent(criterion -> number(field.getValue(), rubric)
                                    .ifPresent(score -> found.put(criterion.key(), score))));
            return found;
        } catch (JsonProcessingException e) {
            // Braces in prose: the lines may still be readable.
            return Map.of();
        }
    }

    private static Optional<Criterion> criterion(String name, Rubric<?> rubric) {
        String wanted = name.strip().toLowerCase(Locale.ROOT);
        return rubric.criteria().stream()
                .filter(criterion -> names(criterion).anyMatch(wanted::equals))
                .findFirst();
    }

    private static Optional<Double> number(JsonNode value, Rubric<?> rubric) {
        if (value.isNumber()) {
            return Optional.of(value.doubleValue());
        }
        if (value.isObject()) {
            return number(value.path("score"), rubric);
        }
        Matcher matcher = VALUE.matcher(value.asText("").strip());
        return matcher.matches() ? Optional.of(score(matcher.toMatchResult(), rubric)) : Optional.empty();
    }

    private static Map<String, Double> fromLines(String said, Rubric<?> rubric) {
        Map<String, Double> found = new HashMap<>();
        for (Criterion criterion : rubric.criteria()) {
            String label = names(criterion).map(Pattern::quote).collect(Collectors.joining("|"));
            Pattern line = Pattern.compile(
                    "(?im)(?:^|[,;|])%1$s(?:\\d{1,2}[.)])?%1$s(?:%2$s)(?:\\s+score|\\s+rating)?%1$s(?:\\([^)\\n]{0,40}\\)%1$s)?(?:[:=：]|is\\b)?%1$s\\n?%1$s\\[?%3$s"
                            .formatted(DRESS, label, NUMBER));
            line.matcher(said).results().forEach(match -> found.put(criterion.key(), score(match, rubric)));
        }
        return found;
    }

    private static Map<String, Double> fromNumbers(String said, Rubric<?> rubric) {
        List<MatchResult> numbers = BARE.matcher(said).results().toList();
        if (numbers.size() != rubric.criteria().size()) {
            return Map.of();
        }
        Map<String, Double> found = new HashMap<>();
        for (int i = 0; i < numbers.size(); i++) {
            found.put(rubric.criteria().get(i).key(), score(numbers.get(i), rubric));
        }
        return found;
    }

    private static double score(MatchResult number, Rubric<?> rubric) {
        double value = Double.parseDouble(number.group(1).replace(',', '.'));
        String whole = number.group(2);
        return whole == null || Integer.parseInt(whole) == 0 ? value : value * rubric.best() / Integer.parseInt(whole);
    }

    private static Stream<String> names(Criterion criterion) {
        return Stream.concat(
                Stream.of(criterion.label().toLowerCase(Locale.ROOT), criterion.key()), criterion.aliases().stream());
    }
}
