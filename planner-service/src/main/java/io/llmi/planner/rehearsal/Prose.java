package io.llmi.planner.rehearsal;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The words of a rehearsal document. They speak of how the piece is organised and of what its numbers are, in the
 * request's own words; of the subject itself they claim nothing.
 */
final class Prose {
    private Prose() {}

    /** The document in Markdown, with its tags. */
    static String document(Brief brief, Arrangement arrangement, Wording wording) {
        List<String> blocks = new ArrayList<>();
        blocks.add("# " + brief.title());
        blocks.add("*Drafted by the rule-based rehearsal planner: its rules read the request, no language model wrote"
                + " this text.*");
        List<Slot> slots = arrangement.slots();
        boolean cover = !slots.isEmpty() && isCover(slots.getFirst());
        if (cover) {
            blocks.add(Tags.of(slots.getFirst()));
        }
        blocks.add(introduction(brief, arrangement, wording));
        for (int i = cover ? 1 : 0; i < slots.size(); i++) {
            section(slots.get(i), wording, blocks);
        }
        arrangement.tables().forEach(data -> table(data, blocks));
        if (slots.isEmpty() && arrangement.tables().isEmpty()) {
            blocks.add("## How to read it");
            blocks.add(
                    "The rules found no facts to work with in the request, so they add none. A language model, once one"
                            + " is configured, would write about %s here.".formatted(brief.subject()));
        }
        if (!arrangement.notes().isEmpty()) {
            blocks.add("## What is different from the request");
            blocks.add(String.join(" ", arrangement.notes()));
        }
        blocks.add("## In short");
        blocks.add(summary(brief, arrangement));
        return String.join("\n\n", blocks) + "\n";
    }

    private static String introduction(Brief brief, Arrangement arrangement, Wording wording) {
        List<String> parts = arrangement.slots().stream()
                .map(Prose::noun)
                .map(String::toLowerCase)
                .distinct()
                .toList();
        String about = "This piece is about %s.".formatted(brief.subject());
        return parts.isEmpty() ? about + " It consists of text alone." : about + " " + wording.parts(Words.list(parts));
    }

    private static void section(Slot slot, Wording wording, List<String> blocks) {
        blocks.add("## " + heading(slot));
        switch (slot.wish()) {
            case Wish.Photo photo -> {
                blocks.add(wording.photo(photo.subject()));
                blocks.add(Tags.of(slot));
                blocks.add(wording.afterPhoto());
            }
            case Wish.Painting painting -> {
                blocks.add(wording.painting(lowerFirst(painting.prompt())));
                blocks.add(Tags.of(slot));
                blocks.add(wording.afterPainting());
            }
            case Wish.Chart chart -> {
                blocks.add(reading(chart.data()));
                blocks.add(Tags.of(slot));
                blocks.add(trend(chart.data()));
            }
            case Wish.Edit edit -> {
                blocks.add(wording.edit(edit.target().shown(), edit.instruction()));
                blocks.add(Tags.of(slot));
                blocks.add(wording.afterEdit());
            }
        }
    }

    private static void table(ChartData data, List<String> blocks) {
        blocks.add("## " + chartTitle(data));
        blocks.add(reading(data));
        StringBuilder rows = new StringBuilder("| | " + data.yLabel() + " |\n|---|---:|");
        for (int i = 0; i < data.values().size(); i++) {
            rows.append("\n| ")
                    .append(data.place(i))
                    .append(" | ")
                    .append(data.values().get(i).toPlainString())
                    .append(" |");
        }
        blocks.add(rows.toString());
        blocks.add(trend(data));
    }

    /** What a chart shows, as its title. */
    static String chartTitle(ChartData data) {
        if (data.illustrative()) {
            return Words.capital(data.name()) + " (illustrative shape, not data)";
        }
        String name = data.name().isEmpty()
                ? Words.list(data.series().stream()
                        .map(ChartData.Series::name)
                        .filter(text -> !text.isEmpty())
                        .toList())
                : data.name();
        return Words.capital(name.isEmpty() ? "the numbers of the request" : name);
    }

    private static String reading(ChartData data) {
        if (data.illustrative()) {
            return "The request asks for a chart and gives no numbers, so the curve only illustrates a shape; it is not"
                    + " data. With numbers in the request, it would plot exactly those.";
        }
        int low = extreme(data.values(), -1);
        int high = extreme(data.values(), 1);
        return "The request gives %d values. The lowest is %s (%s), the highest %s (%s)."
                .formatted(
                        data.values().size(), amount(data, low), data.place(low), amount(data, high), data.place(high));
    }

    private static String trend(ChartData data) {
        if (data.illustrative()) {
            return "Read it from left to right for the idea of a rise and a fall.";
        }
        if (data.kind() == ChartData.Kind.PIE || !data.labels().isEmpty()) {
            BigDecimal total = data.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
            return "Together the values come to %s.".formatted((total.toPlainString() + " " + data.unit()).strip());
        }
        int high = extreme(data.values(), 1);
        int low = extreme(data.values(), -1);
        String shape;
        if (low == high) {
            shape = "stay the same throughout";
        } else if (monotone(data.values(), 0, data.values().size() - 1, 1)) {
            shape = "rise from the first to the last";
        } else if (monotone(data.values(), 0, data.values().size() - 1, -1)) {
            shape = "fall from the first to the last";
        } else if (monotone(data.values(), 0, high, 1)
                && monotone(data.values(), high, data.values().size() - 1, -1)) {
            shape = "rise to their highest point and fall after it";
        } else if (monotone(data.values(), 0, low, -1)
                && monotone(data.values(), low, data.values().size() - 1, 1)) {
            shape = "fall to their lowest point and rise after it";
        } else {
            shape = "go up and down";
        }
        return "The values %s.".formatted(shape);
    }

    private static boolean monotone(List<BigDecimal> values, int from, int to, int direction) {
        for (int i = from; i < to; i++) {
            if (values.get(i + 1).compareTo(values.get(i)) * direction < 0) {
                return false;
            }
        }
        return true;
    }

    private static int extreme(List<BigDecimal> values, int direction) {
        int best = 0;
        for (int i = 1; i < values.size(); i++) {
            if (values.get(i).compareTo(values.get(best)) * direction > 0) {
                best = i;
            }
        }
        return best;
    }

    private static String amount(ChartData data, int index) {
        return (data.values().get(index).toPlainString() + " " + data.unit()).strip();
    }

    private static String summary(Brief brief, Arrangement arrangement) {
        String pictures = arrangement.slots().stream().map(Prose::noun).collect(Collectors.joining("; "));
        return pictures.isEmpty()
                ? "The subject was %s.".formatted(brief.subject())
                : "The subject was %s. Shown, in this order: %s.".formatted(brief.subject(), lowerFirst(pictures));
    }

    private static boolean isCover(Slot slot) {
        return slot.wish() instanceof Wish.Painting painting && painting.cover();
    }

    private static String heading(Slot slot) {
        return Words.capital(
                switch (slot.wish()) {
                    case Wish.Photo photo -> photo.subject();
                    case Wish.Painting painting -> painting.prompt();
                    case Wish.Chart chart -> chartTitle(chart.data());
                    case Wish.Edit edit -> "the " + edit.target().shown() + ", " + edit.instruction();
                });
    }

    private static String noun(Slot slot) {
        return switch (slot.wish()) {
            case Wish.Photo photo -> "a photo of " + photo.subject();
            case Wish.Painting painting -> painting.cover() ? "a cover" : lowerFirst(painting.prompt());
            case Wish.Chart chart -> "a chart of " + lowerFirst(chartTitle(chart.data()));
            case Wish.Edit edit -> "the " + edit.target().shown() + " " + edit.instruction();
        };
    }

    private static String lowerFirst(String text) {
        return text.isEmpty() || text.length() > 1 && Character.isUpperCase(text.charAt(1))
                ? text
                : Character.toLowerCase(text.charAt(0)) + text.substring(1);
    }
}
