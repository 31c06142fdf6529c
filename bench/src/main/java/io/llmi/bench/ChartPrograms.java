package io.llmi.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The chart programs that are drawn: short ones, as planners write them into a tag. */
final class ChartPrograms {
    private static final List<String> NAMES = List.of(
            "01-rainfall-bars",
            "02-tides-lines",
            "03-energy-pie",
            "04-sales-seaborn",
            "05-exam-scatter",
            "06-energy-grouped-bars",
            "07-temperature-table",
            "08-heights-histogram");

    private ChartPrograms() {}

    record ChartProgram(String name, String code) {}

    static List<ChartProgram> all() {
        return NAMES.stream().map(name -> new ChartProgram(name, code(name))).toList();
    }

    private static String code(String name) {
        try (InputStream stream = ChartPrograms.class.getResourceAsStream("charts/" + name + ".py")) {
            if (stream == null) {
                throw new IllegalStateException(name + " is missing from the application; build it again");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
