package io.llmi.standalone.evaluation;

import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.Histogram;
import org.knowm.xchart.style.CategoryStyler;

/** Plots as pictures that stand in the page itself. */
final class Plots {
    private static final int WIDTH = 860;
    private static final int HEIGHT = 360;
    private static final int BINS = 20;
    private static final Color INK = new Color(0x20, 0x28, 0x33);
    private static final Color[] COLOURS = {
        new Color(0x2f, 0x6f, 0xb4),
        new Color(0xe0, 0x8a, 0x1e),
        new Color(0x3a, 0x9a, 0x5b),
        new Color(0xa2, 0x4c, 0x9a)
    };

    private Plots() {}

    /**
     * Bars side by side.
     *
     * @param series by name, each with as many values as there are labels
     * @param highest of the axis
     */
    static String bars(String title, List<String> labels, Map<String, List<Double>> series, double highest) {
        CategoryChart chart = chart(title);
        chart.getStyler().setYAxisMin(0.0);
        chart.getStyler().setYAxisMax(highest);
        chart.getStyler().setXAxisLabelRotation(labels.size() > 6 ? 45 : 0);
        chart.getStyler().setLegendVisible(series.size() > 1);
        series.forEach((name, values) -> chart.addSeries(name, labels, values));
        return dataUri(chart);
    }

    /** How often values of each size are there; at least one value. */
    static String histogram(String title, String axis, List<Double> values) {
        CategoryChart chart = chart(title);
        double low = Math.min(
                0, values.stream().mapToDouble(Double::doubleValue).min().orElse(0));
        double high = Math.max(
                1, values.stream().mapToDouble(Double::doubleValue).max().orElse(1));
        Histogram histogram = new Histogram(values, BINS, low, high);
        chart.setXAxisTitle(axis);
        chart.getStyler().setLegendVisible(false);
        chart.getStyler().setXAxisDecimalPattern("0.##");
        chart.getStyler().setXAxisMaxLabelCount(11);
        chart.addSeries("documents", histogram.getxAxisData(), histogram.getyAxisData());
        return dataUri(chart);
    }

    private static CategoryChart chart(String title) {
        CategoryChart chart = new CategoryChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .build();
        CategoryStyler styler = chart.getStyler();
        styler.setSeriesColors(COLOURS);
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setChartFontColor(INK);
        styler.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 16));
        styler.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        styler.setPlotGridVerticalLinesVisible(false);
        styler.setAvailableSpaceFill(0.8);
        return chart;
    }

    private static String dataUri(CategoryChart chart) {
        try {
            byte[] png = BitmapEncoder.getBitmapBytes(chart, BitmapEncoder.BitmapFormat.PNG);
            return "data:image/png;base64," + Base64.getEncoder().encodeToString(png);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot draw the plot " + chart.getTitle(), e);
        }
    }
}
