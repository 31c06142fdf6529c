package io.llmi.standalone.evaluation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.Variant;

/** Writes an evaluation as one JSON file and one page that loads nothing. */
public final class Report {
    private static final String TEMPLATE = "report.html";

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
        page.put("whole", line("all", whole));
        page.put(
                "categories",
                categories.entrySet().stream()
                        .map(entry -> line(entry.getKey(), entry.getValue()))
                        .toList());
        page.put(
                "tools",
                whole.tools().entrySet().stream()
                        .map(entry -> tool(entry.getKey(), entry.getValue()))
                        .toList());
        page.put("plots", plots(results, whole, categories));
        page.put(
                "failures",
                results.stream()
                        .filter(Result::isFailure)
                        .map(result -> failure(result, directory, failures))
                        .toList());
        page.put("results", results.stream().map(Report::row).toList());
        Path report = directory.resolve(TEMPLATE);
        Files.writeString(report, render(TEMPLATE, page));
        return report;
    }

    /** Fills a template of this package; everything that is put in is escaped. */
    static String render(String template, Map<String, Object> data) {
        Engine engine = Engine.builder()
                .addDefaults()
                .addValueResolver(new ReflectionValueResolver())
                .addResultMapper(new HtmlEscaper(List.of(Variant.TEXT_HTML)))
                .build();
        try (InputStream in = Report.class.getResourceAsStream(template)) {
            if (in == null) {
                throw new IllegalStateException("the template " + template + " is missing");
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return engine.parse(text, Variant.forContentType(Variant.TEXT_HTML))
                    .data(data)
                    .render();
        } catch (IOException e) {
            throw new UncheckedIOException("the template " + template + " cannot be read", e);
        }
    }

    /** A fraction as a percentage, a dash if it is not known. */
    static String percent(Optional<Double> share) {
        return share.map(value -> String.format(Locale.ROOT, "%.0f %%", 100 * value))
                .orElse("–");
    }

    /** With three digits, a dash if it is not known. */
    static String number(Optional<Double> value) {
        return value.map(known -> String.format(Locale.ROOT, "%.3f", known)).orElse("–");
    }

    private static Map<String, String> line(String name, Summary summary) {
        Map<String, String> line = new LinkedHashMap<>();
        line.put("name", name);
        line.put("documents", Integer.toString(summary.results()));
        line.put("completed", Integer.toString(summary.completed()));
        line.put("reward", number(summary.reward()));
        line.put("rule", number(summary.rule()));
        line.put("llm", number(summary.llm()));
        line.put("mllm", number(summary.mllm()));
        line.put("tool", number(summary.tool()));
        line.put(
                "criteria",
                summary.criteriaAsked() == 0
                        ? "–"
                        : "%s (%d of %d judged)"
                                .formatted(
                                        percent(summary.criteria()),
                                        summary.criteriaScored(),
                                        summary.criteriaAsked()));
        line.put("pictures", percent(summary.pictures()));
        line.put("structure", percent(summary.structure()));
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

    private static Map<String, String> tool(String name, Summary.ToolLine tool) {
        Map<String, String> line = new LinkedHashMap<>();
        line.put("name", name);
        line.put("required", Integer.toString(tool.required()));
        line.put("tried", Integer.toString(tool.tried()));
        line.put("recall", percent(tool.recall()));
        line.put("used", Integer.toString(tool.used()));
        line.put("precision", percent(tool.precision()));
        line.put("calls", Integer.toString(tool.calls()));
        line.put("succeeded", Integer.toString(tool.succeeded()));
        return line;
    }

    private static Map<String, String> row(Result result) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("name", result.name());
        row.put("category", result.category());
        row.put("question", result.question());
        row.put("reward", number(result.value()));
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

    private static Map<String, String> failure(Result result, Path directory, Optional<Path> failures) {
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
        Optional<Path> saved = failures.map(path -> path.resolve(result.name().replaceAll("[^A-Za-z0-9._-]", "_"))
                        .resolve("document.html"))
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

    private static List<Map<String, String>> plots(
            List<Result> results, Summary whole, Map<String, Summary> categories) {
        List<Map<String, String>> plots = new ArrayList<>();
        List<Double> rewards =
                results.stream().flatMap(result -> result.value().stream()).toList();
        if (rewards.isEmpty()) {
            return plots;
        }
        Map<String, List<Double>> byCategory = new LinkedHashMap<>();
        byCategory.put(
                "reward",
                categories.values().stream()
                        .map(Summary::reward)
                        .map(Report::orZero)
                        .toList());
        byCategory.put(
                "right number of pictures",
                categories.values().stream()
                        .map(Summary::pictures)
                        .map(Report::orZero)
                        .toList());
        plots.add(plot(
                "Reward and picture count by category",
                Plots.bars("By category", List.copyOf(categories.keySet()), byCategory, 1)));
        plots.add(plot("How rewards are distributed", Plots.histogram("Rewards", "reward", rewards)));
        if (!whole.tools().isEmpty()) {
            Map<String, List<Double>> use = new LinkedHashMap<>();
            var lines = whole.tools().values();
            use.put(
                    "documents that need it",
                    lines.stream().map(line -> (double) line.required()).toList());
            use.put(
                    "of these, documents that tried it",
                    lines.stream().map(line -> (double) line.tried()).toList());
            use.put(
                    "documents that tried it",
                    lines.stream().map(line -> (double) line.used()).toList());
            double highest = lines.stream()
                    .mapToInt(line -> Math.max(line.required(), line.used()))
                    .max()
                    .orElse(1);
            plots.add(plot(
                    "Need and use of tools",
                    Plots.bars("Tools", List.copyOf(whole.tools().keySet()), use, Math.max(1, highest))));
        }
        plots.add(plot(
                "How long documents took",
                Plots.histogram(
                        "Seconds from submission to the last picture",
                        "seconds",
                        results.stream().map(Result::seconds).toList())));
        return plots;
    }

    private static Map<String, String> plot(String alt, String source) {
        return Map.of("alt", alt, "source", source);
    }

    private static double orZero(Optional<Double> value) {
        return value.orElse(0.0);
    }
}
