package io.llmi.planner.rehearsal;

import java.math.BigDecimal;
import java.util.List;

/**
 * What a chart shows: exactly the numbers of the request.
 *
 * @param kind of chart
 * @param name what is measured
 * @param unit of the values, or empty
 * @param series one or more rows of values, all of the same length
 * @param x numeric positions, as many as there are values, or empty
 * @param labels of the values in place of positions, or empty
 * @param xName what the positions are, or empty
 * @param xUnit of the positions, or empty
 * @param illustrative whether the request gave no numbers and the curve only shows a shape
 */
record ChartData(
        Kind kind,
        String name,
        String unit,
        List<Series> series,
        List<BigDecimal> x,
        List<String> labels,
        String xName,
        String xUnit,
        boolean illustrative) {
    /** How it is drawn. */
    enum Kind {
        LINE,
        BAR,
        PIE,
        SCATTER
    }

    /** One row of values. */
    record Series(String name, List<BigDecimal> values) {
        Series {
            values = List.copyOf(values);
        }
    }

    ChartData {
        series = List.copyOf(series);
        x = List.copyOf(x);
        labels = List.copyOf(labels);
    }

    List<BigDecimal> values() {
        return series.getFirst().values();
    }

    ChartData as(Kind other) {
        return new ChartData(other, name, unit, series, x, labels, xName, xUnit, illustrative);
    }

    String yLabel() {
        String base = name.isEmpty() ? "Value" : Words.capital(name);
        return unit.isEmpty() ? base : base + " (" + unit + ")";
    }

    String xLabel() {
        if (!labels.isEmpty()) {
            return xName;
        }
        if (xName.isEmpty() && xUnit.isEmpty()) {
            return "Position";
        }
        String base = xName.isEmpty() && isTime(xUnit) ? "Time" : Words.capital(xName);
        if (base.isEmpty()) {
            return xUnit;
        }
        return xUnit.isEmpty() ? base : base + " (" + xUnit + ")";
    }

    /** How the place of a value is spoken of. */
    String place(int index) {
        if (!labels.isEmpty()) {
            return labels.get(index);
        }
        if (x.isEmpty()) {
            return "position " + (index + 1);
        }
        String at = x.get(index).toPlainString();
        return xUnit.isEmpty() ? (xName + " " + at).strip() : at + " " + xUnit;
    }

    private static boolean isTime(String unit) {
        return unit.toLowerCase(java.util.Locale.ROOT)
                .matches("s|sec|seconds?|min|minutes?|h|hours?|days?|weeks?|months?|years?|o'clock");
    }
}
