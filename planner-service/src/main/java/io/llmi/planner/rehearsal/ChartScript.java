package io.llmi.planner.rehearsal;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import io.llmi.planner.rehearsal.ChartData.Kind;
import io.llmi.planner.rehearsal.ChartData.Series;

/** The matplotlib program of a chart; it plots the given numbers as they were written and leaves the figure open. */
final class ChartScript {
    private ChartScript() {}

    static String of(ChartData data) {
        List<String> lines = new ArrayList<>();
        lines.add("import matplotlib.pyplot as plt");
        lines.add("");
        lines.add("x = " + positions(data));
        for (int i = 0; i < data.series().size(); i++) {
            lines.add(variable(data, i) + " = " + numbers(data.series().get(i).values()));
        }
        lines.add("");
        lines.add("fig, ax = plt.subplots(figsize=(8, 4.5))");
        if (data.kind() == Kind.PIE) {
            lines.add("ax.pie(y, labels=x, autopct=\"%1.1f%%\", startangle=90, counterclock=False)");
            lines.add("ax.axis(\"equal\")");
        } else {
            axes(data, lines);
        }
        lines.add("ax.set_title(" + Tags.quoted(Prose.chartTitle(data)) + ")");
        lines.add("fig.tight_layout()");
        return String.join("\n", lines) + "\n";
    }

    private static void axes(ChartData data, List<String> lines) {
        boolean labelled = !data.labels().isEmpty();
        boolean bars = data.kind() == Kind.BAR;
        boolean places = labelled || bars;
        if (places) {
            lines.add("places = range(len(x))");
        }
        int rows = data.series().size();
        for (int i = 0; i < rows; i++) {
            String y = variable(data, i);
            String label =
                    rows > 1 ? ", label=" + Tags.quoted(seriesName(data.series().get(i), i)) : "";
            lines.add(
                    switch (data.kind()) {
                        case LINE -> "ax.plot(%s, %s, marker=\"o\"%s)".formatted(places ? "places" : "x", y, label);
                        case SCATTER -> "ax.scatter(%s, %s%s)".formatted(places ? "places" : "x", y, label);
                        case BAR, PIE ->
                            rows == 1
                                    ? "ax.bar(places, %s)".formatted(y)
                                    : "ax.bar([p + %s for p in places], %s, width=%s%s)"
                                            .formatted(offset(i, rows), y, width(rows), label);
                    });
        }
        if (places) {
            lines.add("ax.set_xticks(list(places), [str(value) for value in x])");
        } else if (data.values().size() <= 12) {
            lines.add("ax.set_xticks(x)");
        }
        if (!data.xLabel().isEmpty()) {
            lines.add("ax.set_xlabel(" + Tags.quoted(data.xLabel()) + ")");
        }
        lines.add("ax.set_ylabel(" + Tags.quoted(data.yLabel()) + ")");
        lines.add("ax.grid(True, alpha=0.3)");
        if (rows > 1) {
            lines.add("ax.legend()");
        }
    }

    private static String positions(ChartData data) {
        if (!data.labels().isEmpty()) {
            return data.labels().stream().map(Tags::quoted).collect(Collectors.joining(", ", "[", "]"));
        }
        if (!data.x().isEmpty()) {
            return numbers(data.x());
        }
        return java.util.stream.IntStream.rangeClosed(1, data.values().size())
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static String numbers(List<BigDecimal> values) {
        return values.stream().map(ChartScript::literal).collect(Collectors.joining(", ", "[", "]"));
    }

    // Python reads 007 as an error and 1E+3 as a float; the plain form of the number is neither.
    private static String literal(BigDecimal value) {
        return value.toPlainString();
    }

    private static String variable(ChartData data, int series) {
        return data.series().size() == 1 ? "y" : "y" + (series + 1);
    }

    private static String seriesName(Series series, int index) {
        return series.name().isEmpty() ? "Series " + (index + 1) : Words.capital(series.name());
    }

    private static String offset(int index, int rows) {
        return BigDecimal.valueOf(Math.round((index - (rows - 1) / 2.0) * 800.0 / rows), 3)
                .stripTrailingZeros()
                .toPlainString();
    }

    private static String width(int rows) {
        return BigDecimal.valueOf(Math.round(760.0 / rows), 3)
                .stripTrailingZeros()
                .toPlainString();
    }
}
