package io.llmi.standalone.evaluation;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The rows of a report's tables, by the names that its template has for the cells. */
final class ReportRows {
    private ReportRows() {}

    /** The means of documents. */
    static Map<String, String> line(String name, Summary summary) {
        Map<String, String> line = new LinkedHashMap<>();
        line.put("name", name);
        line.put("documents", Integer.toString(summary.results()));
        line.put("completed", Integer.toString(summary.completed()));
        line.put("reward", Figures.number(summary.reward()));
        line.put("rule", Figures.number(summary.rule()));
        line.put("llm", Figures.number(summary.llm()));
        line.put("mllm", Figures.number(summary.mllm()));
        line.put("tool", Figures.number(summary.tool()));
        line.put(
                "criteria",
                summary.criteriaAsked() == 0
                        ? "–"
                        : "%s (%d of %d judged)"
                                .formatted(
                                        Figures.percent(summary.criteria()),
                                        summary.criteriaScored(),
                                        summary.criteriaAsked()));
        line.put("pictures", Figures.percent(summary.pictures()));
        line.put("structure", Figures.percent(summary.structure()));
        line.put(
                "seconds",
                summary.seconds()
                        .map(value -> String.format(Locale.ROOT, "%.1f", value))
                        .orElse("–"));
        line.put(
                "cost",
                summary.costUsd()
                        .map(cost -> cost.stripTrailingZeros().toPlainString())
                        .orElse("–"));
        return line;
    }

    /** How a tool was needed and used. */
    static Map<String, String> tool(String name, Summary.ToolLine tool) {
        Map<String, String> line = new LinkedHashMap<>();
        line.put("name", name);
        line.put("required", Integer.toString(tool.required()));
        line.put("tried", Integer.toString(tool.tried()));
        line.put("recall", Figures.percent(tool.recall()));
        line.put("used", Integer.toString(tool.used()));
        line.put("precision", Figures.percent(tool.precision()));
        line.put("calls", Integer.toString(tool.calls()));
        line.put("succeeded", Integer.toString(tool.succeeded()));
        return line;
    }

    /** One document. */
    static Map<String, String> row(Result result) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("name", result.name());
        row.put("category", result.category());
        row.put("question", result.question());
        row.put("reward", Figures.number(result.value()));
        row.put(
                "status",
                result.status()
                        .map(status -> status.name().toLowerCase(Locale.ROOT))
                        .orElse("none"));
        row.put(
                "pictures",
                result.reward()
                        .map(reward -> Integer.toString(reward.pictures().made()))
                        .orElse("–"));
        row.put("seconds", String.format(Locale.ROOT, "%.1f", result.seconds()));
        return row;
    }

    /** One document that lacks something, and why. */
    static Map<String, String> failure(Result result, Path directory, Optional<Path> failures) {
        Map<String, String> row = row(result);
        List<String> why = new ArrayList<>();
        result.error().ifPresent(why::add);
        result.reward().ifPresent(reward -> {
            if (!result.hasWantedPictures()) {
                why.add("%d pictures, wanted %s".formatted(reward.pictures().made(), wanted(result)));
            }
            reward.tools()
                    .byTool()
                    .forEach((tool, count) -> count.failures()
                            .forEach((code, times) -> why.add("%s: %s (%d)".formatted(tool, code, times))));
        });
        row.put("why", String.join("; ", why));
        Optional<Path> saved = failures.map(
                        path -> path.resolve(result.folder()).resolve("document.html"))
                .filter(Files::exists);
        row.put("link", saved.map(path -> directory.relativize(path).toString()).orElse(""));
        return row;
    }

    private static String wanted(Result result) {
        return switch (result.wanted().code()) {
            case -1 -> "none";
            case 0 -> "any number";
            case 99 -> "at least one";
            default -> Integer.toString(result.wanted().code());
        };
    }
}
