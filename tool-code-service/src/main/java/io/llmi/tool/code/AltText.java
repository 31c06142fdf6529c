package io.llmi.tool.code;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

/** Tells a reader who does not see a chart what it shows: kind, titles, axes, and the first values. */
final class AltText {
    private static final int MAX_LENGTH = 1000;
    private static final int MAX_AXES = 6;
    private static final int MAX_SERIES = 6;
    private static final int MAX_VALUES = 12;

    private AltText() {}

    /** @param description the planner's words, used where the chart says nothing of itself; may be empty */
    static String of(ChartData data, String description) {
        List<String> sentences = new ArrayList<>();
        if (!data.title().isEmpty()) {
            sentences.add("'%s'".formatted(data.title()));
        }
        data.axes().stream()
                .limit(MAX_AXES)
                .map(AltText::axes)
                .filter(text -> !text.isEmpty())
                .forEach(sentences::add);
        if (data.axes().size() > MAX_AXES) {
            sentences.add("and %d more charts".formatted(data.axes().size() - MAX_AXES));
        }
        if (sentences.isEmpty()) {
            return description.isBlank() ? "Figure drawn by a program" : ChartData.clean(description, MAX_LENGTH);
        }
        return ChartData.clean(String.join(". ", sentences), MAX_LENGTH);
    }

    private static String axes(ChartData.Axes axes) {
        if (axes.title().isEmpty() && axes.series().isEmpty()) {
            return "";
        }
        String kinds = axes.series().stream()
                .map(ChartData.Series::kind)
                .filter(kind -> !kind.isEmpty())
                .distinct()
                .limit(3)
                .collect(Collectors.joining(" and "));
        String head = capital(kinds.isEmpty() ? "chart" : kinds + " chart");
        String named = axes.title().isEmpty() ? head : head + " '" + axes.title() + "'";
        String over = Stream.of(axes.yLabel(), axes.xLabel())
                .filter(label -> !label.isEmpty())
                .collect(Collectors.joining(" over "));
        String subject = over.isEmpty() ? named : named + ": " + over;
        String series = axes.series().stream()
                .limit(MAX_SERIES)
                .map(AltText::series)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("; "));
        return series.isEmpty() ? subject : subject + "; " + series;
    }

    private static String series(ChartData.Series series) {
        if (series.x().isEmpty()) {
            return series.label();
        }
        boolean pie = series.kind().equals("pie");
        String values = IntStream.range(0, Math.min(MAX_VALUES, series.x().size()))
                .mapToObj(i -> value(series.x().get(i), series.y().get(i), pie))
                .collect(Collectors.joining(", "));
        String more = series.points() > MAX_VALUES ? ", ..." : "";
        String label = series.label().isEmpty() ? "" : series.label() + ", ";
        String noun =
                pie ? "share" : series.kind().equals("bar") || series.kind().equals("histogram") ? "bar" : "point";
        return "%s%d %s%s: %s%s".formatted(label, series.points(), noun, series.points() == 1 ? "" : "s", values, more);
    }

    private static String value(JsonNode x, JsonNode y, boolean share) {
        String name = x.isNull() ? "?" : x.asText();
        String size = y.isNull() ? "?" : y.asText();
        return share ? (name.isEmpty() ? size : name + " " + size) + " %" : "(%s, %s)".formatted(name, size);
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
