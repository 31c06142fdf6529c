package io.llmi.tool.diffusion.scene;

import java.awt.Color;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads prompts by their words; knows no grammar beyond "red boat", "three boats" and "no boats". Thread-safe. */
public final class PromptReader {
    private static final int MAX_FIGURES = 8;
    private static final Map<String, Integer> NUMBERS = Map.ofEntries(
            Map.entry("two", 2),
            Map.entry("three", 3),
            Map.entry("four", 4),
            Map.entry("five", 5),
            Map.entry("six", 6),
            Map.entry("seven", 7),
            Map.entry("eight", 8),
            Map.entry("nine", 9),
            Map.entry("2", 2),
            Map.entry("3", 3),
            Map.entry("4", 4),
            Map.entry("5", 5),
            Map.entry("6", 6),
            Map.entry("pair", 2),
            Map.entry("couple", 2),
            Map.entry("several", 4),
            Map.entry("few", 3),
            Map.entry("some", 3),
            Map.entry("many", 6),
            Map.entry("group", 4),
            Map.entry("flock", 6),
            Map.entry("fleet", 4),
            Map.entry("crowd", 6),
            Map.entry("school", 6));
    private static final Set<String> NEGATIONS = Set.of("no", "without", "not", "never");

    private final Vocabulary vocabulary = new Vocabulary();

    /** Gathered while reading. */
    private static final class Draft {
        private final Map<Subject, Figure> figures = new LinkedHashMap<>();
        private final Set<Color> palette = new LinkedHashSet<>();
        private final Set<String> understood = new LinkedHashSet<>();
        private final Map<Setting, Integer> settings = new EnumMap<>(Setting.class);
        private Optional<Sky> sky = Optional.empty();
        private Optional<Weather> weather = Optional.empty();
        private Optional<Medium> medium = Optional.empty();
    }

    /**
     * @param prompt any text
     * @param unwanted a negative prompt; what it names is left out
     */
    public Scene read(String prompt, String unwanted) {
        Set<Term> excluded = vocabulary.tokens(unwanted).stream()
                .flatMap(token -> token.term().stream())
                .collect(Collectors.toCollection(HashSet::new));
        Draft draft = new Draft();
        boolean negated = false;
        int count = 1;
        Optional<Color> colour = Optional.empty();
        for (Vocabulary.Token token : vocabulary.tokens(prompt)) {
            Optional<Term> term = token.term();
            if (term.isEmpty()) {
                negated = negated || NEGATIONS.contains(token.text());
                count = NUMBERS.getOrDefault(token.text(), count);
                continue;
            }
            if (negated || excluded.contains(term.get())) {
                negated = false;
                continue;
            }
            draft.understood.add(token.text());
            switch (term.get()) {
                case Hue hue -> {
                    draft.palette.add(hue.colour());
                    colour = Optional.of(hue.colour());
                    continue;
                }
                case Subject subject -> {
                    int number = Math.max(count, NUMBERS.getOrDefault(token.text(), 1));
                    Optional<Color> own = colour;
                    draft.figures.merge(
                            subject,
                            new Figure(subject, number, own),
                            (old, fresh) -> new Figure(
                                    subject,
                                    Math.max(old.count(), fresh.count()),
                                    old.colour().or(fresh::colour)));
                }
                case Setting setting -> draft.settings.merge(setting, 1, Integer::sum);
                case Sky sky -> draft.sky = Optional.of(draft.sky.orElse(sky));
                case Weather weather -> draft.weather = Optional.of(draft.weather.orElse(weather));
                case Medium medium -> draft.medium = Optional.of(better(draft.medium, medium));
            }
            count = 1;
            colour = Optional.empty();
        }
        return finish(draft);
    }

    /** "A painting in watercolour" is a watercolour: the wider words give way. */
    private static Medium better(Optional<Medium> before, Medium now) {
        return before.filter(medium -> medium != Medium.NATURAL && !(medium == Medium.OIL && now != Medium.NATURAL))
                .orElse(now);
    }

    private static Scene finish(Draft draft) {
        List<Figure> figures = new ArrayList<>(draft.figures.values());
        Setting setting = place(draft.settings, figures);
        Sky sky = draft.sky.orElseGet(() -> usualSky(setting, draft));
        return new Scene(
                sky,
                draft.weather.orElse(Weather.CLEAR),
                setting,
                figures.subList(0, Math.min(MAX_FIGURES, figures.size())),
                List.copyOf(draft.palette),
                draft.medium.orElse(Medium.NATURAL),
                List.copyOf(draft.understood));
    }

    private static Setting place(Map<Setting, Integer> named, List<Figure> figures) {
        Set<Setting> settings = named.keySet();
        if (settings.contains(Setting.MOUNTAIN)
                && (settings.contains(Setting.LAKE) || settings.contains(Setting.SEA))) {
            return Setting.LAKE;
        }
        if (settings.contains(Setting.CITY) && settings.contains(Setting.STREET)) {
            return Setting.STREET;
        }
        // The enum lists the more telling places of a kind first, except that the open sea is said of every coast.
        return settings.stream()
                .filter(setting -> setting != Setting.SEA && setting != Setting.ABSTRACT)
                .findFirst()
                .or(() -> settings.stream().findFirst())
                .or(() -> figures.stream()
                        .findFirst()
                        .map(figure -> figure.subject().home()))
                .orElse(Setting.ABSTRACT);
    }

    private static Sky usualSky(Setting setting, Draft draft) {
        Set<Subject> shown = draft.figures.keySet();
        if (setting == Setting.SPACE
                || shown.contains(Subject.MOON)
                || shown.contains(Subject.STAR)
                || shown.contains(Subject.FIREWORKS)
                || shown.contains(Subject.CAMPFIRE)) {
            return Sky.NIGHT;
        }
        if (draft.weather.filter(weather -> weather != Weather.SNOW).isPresent()) {
            return Sky.OVERCAST;
        }
        return Sky.DAY;
    }
}
