package io.llmi.planner.rehearsal;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

import io.llmi.planner.rehearsal.ChartData.Kind;
import io.llmi.planner.rehearsal.ChartData.Series;
import io.llmi.planner.rehearsal.NumberRuns.Item;
import io.llmi.planner.rehearsal.NumberRuns.Run;

/** Reads the numbers of a request as a chart: values, their name and unit, and where on the other axis they belong. */
final class ChartReader {
    private static final int MAX_VALUES = 500;

    private ChartReader() {}

    /**
     * The chart that a clause describes, or empty if it has not at least two numbers.
     *
     * @param cue the words that ask for it, such as {@code a pie chart}
     * @param clause what follows them
     */
    static Optional<ChartData> read(String cue, String clause) {
        NumberRuns.Reading reading = NumberRuns.read(clause);
        List<Run> runs =
                reading.runs().stream().filter(run -> run.items().size() >= 2).toList();
        if (runs.isEmpty()) {
            return Optional.empty();
        }
        Optional<Run> positions = positions(runs);
        List<Run> rows = runs.stream()
                .filter(run -> positions.isEmpty() || run != positions.get())
                .toList();
        Run first = rows.getFirst();
        int size = Math.min(first.items().size(), MAX_VALUES);
        List<Run> sameSize = rows.stream()
                .filter(run -> run.items().size() == first.items().size())
                .toList();
        Pairs pairs = Pairs.of(first);
        List<String> labels = pairs.labels().isEmpty() ? labels(reading.tail(), size) : pairs.labels();
        List<BigDecimal> x = positions
                .filter(run ->
                        labels.isEmpty() && run.items().size() == first.items().size())
                .map(Run::values)
                .orElse(List.of());
        List<Series> series = sameSize.stream()
                .map(run -> new Series(name(run.items().getFirst().prefix()), cut(run.values(), size)))
                .toList();
        String name = pairs.labels().isEmpty() ? name(first.items().getFirst().prefix()) : pairs.name();
        String xName = x.isEmpty()
                ? ""
                : positions.map(run -> name(run.items().getFirst().prefix())).orElse("");
        if (xName.isEmpty() && areYears(x)) {
            xName = "year";
        }
        String percent = clause.matches("(?s).*\\d\\s?%.*") ? "%" : "";
        String unit = pairs.bySuffix() ? percent : first.unit();
        ChartData data = new ChartData(
                Kind.LINE,
                name,
                unit.isEmpty() ? percent : unit,
                series,
                cut(x, size),
                cut(labels, size),
                xName,
                x.isEmpty() ? "" : positions.map(Run::unit).orElse(""),
                false);
        return Optional.of(data.as(kind(cue, data)));
    }

    /** A curve for a request that wants a chart and gives no numbers; it says of itself that it is no data. */
    static ChartData illustrative(String cue, String name) {
        List<BigDecimal> x =
                IntStream.rangeClosed(0, 6).mapToObj(BigDecimal::valueOf).toList();
        List<BigDecimal> y =
                IntStream.of(1, 3, 5, 6, 5, 3, 1).mapToObj(BigDecimal::valueOf).toList();
        ChartData data =
                new ChartData(Kind.LINE, name, "", List.of(new Series(name, y)), x, List.of(), "step", "", true);
        return data.as(kind(cue, data));
    }

    /** The chart under another name. */
    static ChartData named(ChartData data, String name) {
        return new ChartData(
                data.kind(),
                name,
                data.unit(),
                data.series(),
                data.x(),
                data.labels(),
                data.xName(),
                data.xUnit(),
                data.illustrative());
    }

    private static Optional<Run> positions(List<Run> runs) {
        if (runs.size() < 2) {
            return Optional.empty();
        }
        Optional<Run> connected = runs.stream().filter(Run::connected).findFirst();
        return connected.or(() -> runs.stream()
                .filter(run -> name(run.items().getFirst().prefix()).equalsIgnoreCase("x"))
                .findFirst());
    }

    static Kind kind(String cue, ChartData data) {
        String lower = cue.toLowerCase(Locale.ROOT);
        boolean many = data.series().size() > 1;
        boolean negative = data.values().stream().anyMatch(value -> value.signum() < 0)
                || data.values().stream().allMatch(value -> value.signum() == 0);
        if (lower.contains("pie") && !many && !negative) {
            return Kind.PIE;
        }
        if (lower.contains("bar") || lower.contains("column") || lower.contains("histogram") || lower.contains("pie")) {
            return Kind.BAR;
        }
        if (lower.contains("scatter")) {
            return Kind.SCATTER;
        }
        return data.labels().isEmpty() || lower.contains("line") ? Kind.LINE : Kind.BAR;
    }

    private static List<String> labels(String tail, int size) {
        String text = NumberRuns.CONNECTOR.matcher(tail).replaceFirst("");
        String list = text.replaceFirst("^\\s*(?:the )?(?:days|months|years|quarters|cities|countries|names)\\b", "");
        List<String> found = new ArrayList<>();
        for (String piece : list.split("[,;/&、，]|\\band\\b")) {
            String label = Words.atMost(Words.core(piece), 4, 30);
            if (!label.isEmpty()) {
                found.add(label);
            }
        }
        return found.size() == size ? found : List.of();
    }

    private static String name(String prefix) {
        String text = prefix.replaceFirst("(?s)^.*[:=]\\s*(?=\\S)", "")
                .replaceAll(
                        "(?i)\\b(?:of|showing|shows?|with|for|values?|numbers?|data|that|which|is|are|were|was|the"
                                + "|following|at|in|on|over|from|these|those|where|as|a|an|my|our)\\b",
                        " ")
                .replaceAll("\\s+", " ");
        return Words.atMost(Words.core(text), 6, 50);
    }

    private static boolean areYears(List<BigDecimal> x) {
        return !x.isEmpty()
                && x.stream()
                        .allMatch(value -> value.scale() <= 0
                                && value.compareTo(BigDecimal.valueOf(1500)) >= 0
                                && value.compareTo(BigDecimal.valueOf(2200)) <= 0);
    }

    private static <T> List<T> cut(List<T> list, int size) {
        return list.size() > size ? list.subList(0, size) : list;
    }

    /** Values that each have a label of their own: "solar 30, wind 20" or "10 apples, 20 pears". */
    private record Pairs(List<String> labels, String name, boolean bySuffix) {
        static Pairs of(Run run) {
            List<Item> items = run.items();
            boolean allNamed = items.stream()
                    .skip(1)
                    .noneMatch(item -> label(item.prefix()).isEmpty());
            String lead = items.getFirst().prefix().replaceAll("[\\s:=–—-]+$", "");
            if (allNamed && !lead.isBlank()) {
                int cut = Math.max(lead.lastIndexOf(':'), lead.lastIndexOf(' '));
                List<String> labels = new ArrayList<>();
                labels.add(label(lead.substring(cut + 1)));
                items.stream().skip(1).forEach(item -> labels.add(label(item.prefix())));
                if (new HashSet<>(labels).size() == labels.size() && !labels.contains("")) {
                    return new Pairs(List.copyOf(labels), ChartReader.name(lead.substring(0, Math.max(cut, 0))), false);
                }
            }
            List<String> suffixes =
                    items.stream().map(item -> label(item.suffix())).toList();
            if (!suffixes.contains("") && new HashSet<>(suffixes).size() == suffixes.size()) {
                return new Pairs(suffixes, ChartReader.name(lead), true);
            }
            return new Pairs(List.of(), "", false);
        }

        private static String label(String text) {
            return Words.atMost(Words.core(text.replaceAll("[:=%]", " ")), 4, 30);
        }
    }
}
