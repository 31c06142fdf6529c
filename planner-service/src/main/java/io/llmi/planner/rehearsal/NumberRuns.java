package io.llmi.planner.rehearsal;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The numbers of a clause, in runs: "heights 2, 3 and 4 metres at 0, 1, 2 hours" has one run of heights and one of
 * hours. A run ends where a connecting word such as "at" leads to the next, or where a new name begins one.
 */
final class NumberRuns {
    private static final Pattern NUMBER = Pattern.compile(
            "(?<![\\p{L}\\p{N}.])[-−+]?[$€£¥]?(\\d{1,3}(?:,\\d{3})+(?!\\d)|\\d+)(\\.\\d+)?(?![\\p{L}\\d])");
    private static final Pattern PARTING = Pattern.compile("[,;/&、，]|\\band\\b|\\n", Pattern.CASE_INSENSITIVE);
    static final Pattern CONNECTOR = Pattern.compile(
            "\\b(?:at|for|over|on|in|by|across|during|versus|vs|against|from|measured)\\b", Pattern.CASE_INSENSITIVE);
    private static final int MAX_DIGITS = 30;

    private NumberRuns() {}

    /**
     * One number with the words around it.
     *
     * @param prefix words between the number and the separator or connector before it
     * @param suffix words behind it, up to the separator or connector
     */
    record Item(BigDecimal value, String prefix, String suffix) {}

    /**
     * Numbers that belong together.
     *
     * @param connected whether a connecting word led to them: then they are positions, not values
     */
    record Run(List<Item> items, boolean connected) {
        List<BigDecimal> values() {
            return items.stream().map(Item::value).toList();
        }

        /** The unit that follows the numbers, if one does. */
        String unit() {
            return items.reversed().stream()
                    .map(Item::suffix)
                    .filter(suffix -> !suffix.isEmpty())
                    .findFirst()
                    .orElse("");
        }
    }

    /**
     * The runs of a clause.
     *
     * @param tail what follows the last number and its unit, from a connector on
     */
    record Reading(List<Run> runs, String tail) {}

    static Reading read(String clause) {
        String text = spaced(clause.replaceAll("[()\"“”]", " "));
        List<Run> runs = new ArrayList<>();
        List<Item> items = new ArrayList<>();
        boolean connected = false;
        String prefix = "";
        String tail = "";
        List<Matcher> numbers = new ArrayList<>();
        Matcher finder = NUMBER.matcher(text);
        int from = 0;
        while (finder.find(from)) {
            Matcher one = NUMBER.matcher(text);
            one.find(finder.start());
            numbers.add(one);
            from = finder.end();
        }
        if (!numbers.isEmpty()) {
            prefix = text.substring(0, numbers.getFirst().start());
            Matcher lead = lastConnector(prefix);
            connected = lead != null && prefix.substring(lead.end()).isBlank();
        }
        for (int i = 0; i < numbers.size(); i++) {
            Matcher number = numbers.get(i);
            boolean last = i + 1 == numbers.size();
            String gap = text.substring(
                    number.end(), last ? text.length() : numbers.get(i + 1).start());
            Gap parted = Gap.of(gap);
            items.add(new Item(value(number), prefix.strip(), parted.suffix()));
            prefix = parted.prefix();
            boolean named = !prefix.isBlank()
                    && items.size() >= 2
                    && items.getLast().prefix().isEmpty();
            if (last) {
                tail = parted.tail();
            }
            if (last || parted.connects() || named) {
                runs.add(new Run(List.copyOf(items), connected));
                items.clear();
                connected = parted.connects();
            }
        }
        return new Reading(List.copyOf(runs), tail);
    }

    // "1,2,3" has no thousands in it, "1,200, 1,500" has: they are told apart by the blanks.
    private static String spaced(String text) {
        return text.matches("(?s).*\\d,\\s+[-−+$€£¥]?\\d.*") ? text : text.replaceAll("(?<=\\d),(?=\\d)", ", ");
    }

    private static @org.jspecify.annotations.Nullable Matcher lastConnector(String text) {
        Matcher matcher = CONNECTOR.matcher(text);
        Matcher last = null;
        int from = 0;
        while (matcher.find(from)) {
            last = CONNECTOR.matcher(text);
            last.find(matcher.start());
            from = matcher.end();
        }
        return last;
    }

    private static BigDecimal value(Matcher number) {
        String digits = number.group().replaceAll("[$€£¥,+]", "").replace('−', '-');
        return new BigDecimal(digits.length() > MAX_DIGITS ? digits.substring(0, MAX_DIGITS) : digits);
    }

    /** The words between two numbers. */
    private record Gap(String suffix, boolean connects, String prefix, String tail) {
        static Gap of(String text) {
            Matcher parting = PARTING.matcher(text);
            Matcher connector = CONNECTOR.matcher(text);
            boolean parts = parting.find();
            if (connector.find() && (!parts || connector.start() < parting.start())) {
                return new Gap(
                        unit(text.substring(0, connector.start())),
                        true,
                        text.substring(connector.end()).strip(),
                        text.substring(connector.start()));
            }
            if (!parts) {
                String[] words = text.strip().split("\\s+", 2);
                String rest = words.length > 1 ? words[1] : "";
                // "... 6 hours the heights 2.1 ...": a unit, and then the name of other numbers.
                return rest.isEmpty()
                        ? new Gap(unit(words[0]), false, "", "")
                        : new Gap(unit(words[0]), false, rest, "");
            }
            String behind = text.substring(parting.end());
            Matcher more = PARTING.matcher(behind);
            int start = 0;
            while (more.find()) {
                start = more.end();
            }
            return new Gap(
                    unit(text.substring(0, parting.start())),
                    false,
                    behind.substring(start).strip(),
                    text);
        }

        private static String unit(String text) {
            return Words.atMost(text.replaceAll("^[\\s:=.–—-]+|[\\s:=.–—-]+$", ""), 3, 24);
        }
    }
}
