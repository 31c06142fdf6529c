package io.llmi.standalone.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.SerializationFeature;
import io.llmi.events.Json;
import io.llmi.events.Reward;

/** Writes an evaluation as one JSON file and one page that loads nothing. */
public final class Report {
    /** The page's file in its directory, and its template. */
    static final String FILE = "report.html";

    private Report() {}

    /**
     * Writes {@code summary.json} and {@code report.html}.
     *
     * @param title what was evaluated
     * @param failures where documents that lack something were saved, below the directory
     */
    public static Path write(Path directory, String title, List<Result> results, Optional<Path> failures)
            throws IOException {
        Summary whole = Summary.of(results);
        Map<String, Summary> categories = Summary.byCategory(results);
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("title", title);
        facts.put("summary", whole);
        facts.put("categories", categories);
        Files.write(
                directory.resolve("summary.json"),
                Json.mapper().writer(SerializationFeature.INDENT_OUTPUT).writeValueAsBytes(facts));
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("title", title);
        page.put("when", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        page.put(
                "planners",
                distinct(results.stream()
                        .flatMap(result -> result.planner().stream())
                        .toList()));
        page.put("judges", judges(results));
        page.put("whole", ReportRows.line("all", whole));
        page.put(
                "categories",
                categories.entrySet().stream()
                        .map(entry -> ReportRows.line(entry.getKey(), entry.getValue()))
                        .toList());
        page.put(
                "tools",
                whole.tools().entrySet().stream()
                        .map(entry -> ReportRows.tool(entry.getKey(), entry.getValue()))
                        .toList());
        page.put("plots", ReportPlots.of(results, whole, categories));
        page.put(
                "failures",
                results.stream()
                        .filter(Result::isFailure)
                        .map(result -> ReportRows.failure(result, directory, failures))
                        .toList());
        page.put("results", results.stream().map(ReportRows::row).toList());
        Path report = directory.resolve(FILE);
        Files.writeString(report, Page.render(FILE, page));
        return report;
    }

    private static List<String> judges(List<Result> results) {
        List<String> judges = new ArrayList<>();
        for (Result result : results) {
            result.reward().ifPresent(reward -> {
                judges.add("text: " + source(reward.llm()));
                judges.add("pictures: " + source(reward.mllm()));
            });
        }
        return distinct(judges);
    }

    private static String source(Reward.Verdict verdict) {
        String kind = verdict.source().name().toLowerCase(Locale.ROOT);
        return verdict.model()
                .map(model -> "%s %s, prompt %s"
                        .formatted(kind, model, verdict.prompt().orElse("unknown")))
                .orElse(kind);
    }

    /** Each once, with how often it is there. */
    private static List<String> distinct(List<String> values) {
        return values.stream()
                .collect(Collectors.groupingBy(value -> value, LinkedHashMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
                .toList();
    }
}
