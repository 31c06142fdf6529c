package io.llmi.tool.code;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;

/**
 * The data that a chart shows, as read back from what was drawn. It comes from the guest, so every size is bounded
 * again here and every value is a number, a short text or null.
 */
record ChartData(String title, List<Axes> axes) {
    private static final int MAX_AXES = 16;
    private static final int MAX_SERIES = 24;
    private static final int MAX_POINTS = 1000;
    private static final int MAX_POINTS_IN_ALL = 4000;
    private static final int MAX_TEXT = 200;

    static final ChartData NONE = new ChartData("", List.of());

    ChartData {
        axes = List.copyOf(axes);
    }

    record Axes(String title, String xLabel, String yLabel, List<Series> series) {
        Axes {
            series = List.copyOf(series);
        }
    }

    /**
     * @param kind line, scatter, bar, histogram, pie, heatmap, area or image
     * @param points how many there are; more than {@code x} has if they were too many to keep
     */
    record Series(String kind, String label, int points, List<JsonNode> x, List<JsonNode> y) {
        Series {
            x = List.copyOf(x);
            y = List.copyOf(y);
        }
    }

    /** Takes what fits of a guest's JSON, whatever it is. */
    static ChartData of(JsonNode node) {
        int[] left = {MAX_POINTS_IN_ALL};
        List<Axes> axes = new ArrayList<>();
        for (JsonNode each : items(node.path("axes"), MAX_AXES)) {
            List<Series> series = new ArrayList<>();
            for (JsonNode one : items(each.path("series"), MAX_SERIES)) {
                series.add(series(one, left));
            }
            axes.add(
                    new Axes(text(each.path("title")), text(each.path("x_label")), text(each.path("y_label")), series));
        }
        return new ChartData(text(node.path("title")), axes);
    }

    /** A text of a guest on one line, without control characters, cut to a length. */
    static String clean(String text, int maxLength) {
        String line = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Cs}\\s]+", " ").strip();
        return line.length() <= maxLength
                ? line
                : line.substring(0, maxLength - 3).stripTrailing() + "...";
    }

    private static Series series(JsonNode node, int[] left) {
        List<JsonNode> x = items(node.path("x"), Math.min(MAX_POINTS, left[0]));
        List<JsonNode> y = items(node.path("y"), x.size());
        x = x.subList(0, y.size());
        left[0] -= x.size();
        int points = Math.max(x.size(), Math.max(0, node.path("points").asInt()));
        return new Series(
                clean(node.path("kind").asText(""), 20), text(node.path("label")), points, values(x), values(y));
    }

    private static List<JsonNode> values(List<JsonNode> nodes) {
        return nodes.stream().map(ChartData::value).toList();
    }

    private static JsonNode value(JsonNode node) {
        if (node.isNumber() && node.asText().length() <= 32) {
            return node;
        }
        return node.isTextual()
                ? com.fasterxml.jackson.databind.node.TextNode.valueOf(text(node))
                : NullNode.getInstance();
    }

    private static String text(JsonNode node) {
        return node.isTextual() ? clean(node.textValue(), MAX_TEXT) : "";
    }

    private static List<JsonNode> items(JsonNode array, int most) {
        return array.isArray()
                ? StreamSupport.stream(array.spliterator(), false).limit(most).toList()
                : List.of();
    }
}
