package io.llmi.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.llmi.events.Json;

/**
 * What a benchmark found.
 *
 * @param bars the figures that a release is held to
 * @param figures everything else, by name with its unit
 * @param notes how it was measured and what was not
 */
record Report(String name, String machine, List<Bar> bars, Map<String, Object> figures, List<String> notes) {
    /**
     * A figure and what it must reach.
     *
     * @param bar the least (or, for a cost, the most) that is good enough
     */
    record Bar(String metric, double value, double bar, boolean ok) {}

    static String thisMachine() {
        Runtime runtime = Runtime.getRuntime();
        return "%d processors, %d MiB heap, Java %s, %s %s"
                .formatted(
                        runtime.availableProcessors(),
                        runtime.maxMemory() / (1024 * 1024),
                        System.getProperty("java.version"),
                        System.getProperty("os.name"),
                        System.getProperty("os.version"));
    }

    boolean ok() {
        return bars.stream().allMatch(Bar::ok);
    }

    String json() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("name", name);
        all.put("machine", machine);
        all.put("bars", bars);
        all.putAll(figures);
        all.put("notes", notes);
        return Json.mapper().valueToTree(all).toString();
    }

    String text() {
        StringBuilder text = new StringBuilder(name + " on " + machine + "\n");
        figures.forEach((figure, value) -> text.append("  %-38s %s\n".formatted(figure, shown(value))));
        bars.forEach(bar -> text.append("  %-38s %s (bar %s) %s\n"
                .formatted(bar.metric(), shown(bar.value()), shown(bar.bar()), bar.ok() ? "ok" : "MISSED")));
        notes.forEach(note -> text.append("  - ").append(note).append('\n'));
        return text.toString();
    }

    private static String shown(Object value) {
        return value instanceof Double number ? "%,.2f".formatted(number) : String.valueOf(value);
    }
}
