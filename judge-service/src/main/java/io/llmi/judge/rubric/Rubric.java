package io.llmi.judge.rubric;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.events.Json;
import io.llmi.judge.reward.CriterionScore;
import io.llmi.judge.reward.PictureScores;
import io.llmi.judge.reward.Scores;
import io.llmi.judge.reward.TextScores;

/**
 * What a judge scores, in the order in which it answers: two lines for text and tags, three for pictures, as in the
 * paper.
 *
 * @param name names the prompt's files
 * @param worst the lowest score, a whole number
 * @param best the highest score, a whole number
 * @param scores from the scores by key
 */
public record Rubric<S extends Scores>(
        String name, List<Criterion> criteria, double worst, double best, Function<Map<String, Double>, S> scores) {
    /** Text and tags. */
    public static final Rubric<TextScores> TEXT = new Rubric<>(
            "llm",
            List.of(
                    new Criterion(TextScores.TEXT, "Text", List.of("text quality", "text score", "writing")),
                    new Criterion(
                            TextScores.TAG,
                            "Tag",
                            List.of("tags", "tag score", "tag quality", "image tag", "image tags", "image", "images"))),
            Scores.WORST,
            Scores.BEST,
            by -> new TextScores(by.getOrDefault(TextScores.TEXT, 0.0), by.getOrDefault(TextScores.TAG, 0.0)));

    /** Pictures in their places. */
    public static final Rubric<PictureScores> PICTURES = new Rubric<>(
            "mllm",
            List.of(
                    new Criterion(
                            PictureScores.QUALITY,
                            "Image Quality",
                            List.of("image_quality", "picture quality", "quality")),
                    new Criterion(
                            PictureScores.TASK,
                            "Task Relevance",
                            List.of("task_relevance", "task-relevance", "relevance to task")),
                    new Criterion(
                            PictureScores.TEXT_IMAGE,
                            "Text-Image Relevance",
                            List.of(
                                    "text_image_relevance",
                                    "text image relevance",
                                    "image-text relevance",
                                    "text-image"))),
            Scores.WORST,
            Scores.BEST,
            by -> new PictureScores(
                    by.getOrDefault(PictureScores.QUALITY, 0.0),
                    by.getOrDefault(PictureScores.TASK, 0.0),
                    by.getOrDefault(PictureScores.TEXT_IMAGE, 0.0)));

    /** One criterion of a benchmark. */
    public static final Rubric<CriterionScore> CRITERION = new Rubric<>(
            "criterion",
            List.of(new Criterion(CriterionScore.SCORE, "Score", List.of("rating", "criterion"))),
            0,
            CriterionScore.FULLY,
            by -> new CriterionScore(by.getOrDefault(CriterionScore.SCORE, 0.0)));

    public Rubric {
        criteria = List.copyOf(criteria);
    }

    /** How to answer in lines, for the prompt. */
    public String lineFormat() {
        return "Answer with exactly %d %s and nothing else, each score a whole number from %.0f to %.0f:\n\n"
                        .formatted(criteria.size(), criteria.size() == 1 ? "line" : "lines", worst, best)
                + criteria.stream()
                        .map(criterion -> criterion.label() + ": <score>")
                        .collect(Collectors.joining("\n"));
    }

    /** How to answer as JSON, for the prompt. */
    public String jsonFormat() {
        return "Answer with one JSON object and nothing else, each score a whole number from %.0f to %.0f:\n\n"
                        .formatted(worst, best)
                + criteria.stream()
                        .map(criterion -> "\"" + criterion.key() + "\": <score>")
                        .collect(Collectors.joining(", ", "{", "}"));
    }

    /** The JSON schema of a structured answer, in the subset that every server's strict mode takes. */
    public ObjectNode schema() {
        ObjectNode schema = Json.mapper().createObjectNode().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = schema.putArray("required");
        for (Criterion criterion : criteria) {
            ObjectNode property = properties.putObject(criterion.key()).put("type", "integer");
            ArrayNode allowed = property.putArray("enum");
            for (int score = (int) worst; score <= best; score++) {
                allowed.add(score);
            }
            required.add(criterion.key());
        }
        return schema.put("additionalProperties", false);
    }
}
