package io.llmi.standalone.docs;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/** Writes docs/configuration.md from the sources of the configuration types, so that page and code cannot differ. */
final class ConfigurationPage {
    private final Path repository;

    ConfigurationPage(Path repository) {
        this.repository = repository;
    }

    /** One configuration type. */
    record Section(String prefix, String about, String module, List<Key> keys, List<Rule> rules) {}

    /**
     * One key that bounds another, both without the prefix of their type.
     *
     * @param because what contradicts itself otherwise
     */
    record Rule(String key, String bound, boolean strictly, String because) {}

    /**
     * One key of it.
     *
     * @param name without the prefix of its type
     * @param type for readers
     */
    record Key(String name, String type, Optional<String> fallback, String about) {}

    String render() throws IOException {
        List<Section> sections = new ConfigurationSources(repository).sections();
        StringBuilder page = new StringBuilder("""
                # Configuration

                Generated from the configuration types; do not edit. Every key can be set as an environment variable
                (the name in the table), as a system property (`-Dllmi.…`) or in `config/application.properties` beside
                the process. Values are checked at start: a bad one, or two that contradict each other, stop the
                process with a message that names them.

                The planner follows the ecosystem's own names: `OPENAI_BASE_URL` and `OPENAI_API_KEY` choose the
                endpoint, `LLMI_PLANNER_MODEL` the model. `KAFKA_BOOTSTRAP_SERVERS` names the brokers.
                """);
        page.append(standalone(sections));
        for (Section section : sections) {
            page.append("\n## `").append(section.prefix()).append("`\n\n");
            page.append(section.about())
                    .append(" (module `")
                    .append(section.module())
                    .append("`)\n\n");
            page.append("| environment variable | type | default | meaning |\n|---|---|---|---|\n");
            for (Key key : section.keys()) {
                page.append("| `%s` | %s | %s | %s |\n"
                        .formatted(
                                environment(section.prefix() + "." + key.name()),
                                key.type(),
                                key.fallback().map(value -> "`" + value + "`").orElse(""),
                                key.about().replace("|", "\\|")));
            }
            for (Rule rule : section.rules()) {
                page.append(rule == section.rules().getFirst() ? "\n" : "")
                        .append("- `%s` has to be %s `%s`; otherwise %s.\n"
                                .formatted(
                                        environment(section.prefix() + "." + rule.key()),
                                        rule.strictly() ? "below" : "at most",
                                        environment(section.prefix() + "." + rule.bound()),
                                        rule.because()));
            }
        }
        return page.toString();
    }

    /** Where everything is in one process, some defaults are other ones. */
    private String standalone(List<Section> sections) throws IOException {
        Path file = repository.resolve("standalone/src/main/resources/application.properties");
        if (!Files.exists(file)) {
            return "";
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        Map<String, String> defaults = new HashMap<>();
        sections.forEach(section -> section.keys()
                .forEach(key -> defaults.put(
                        section.prefix() + "." + key.name(), key.fallback().orElse(""))));
        StringBuilder rows = new StringBuilder();
        new TreeMap<>(properties)
                .forEach((key, value) -> Optional.ofNullable(defaults.get(key.toString()))
                        .ifPresent(fallback -> rows.append("- `%s` is `%s`, not `%s`.\n"
                                .formatted(environment(key.toString()), value, fallback))));
        return rows.isEmpty() ? "" : """

                ## Everything in one process

                The standalone system (`./llmi run`, `./llmi serve`) shares one machine among all services and has
                other defaults than they have on their own:

                """ + rows;
    }

    private static String environment(String key) {
        return key.replaceAll("[^A-Za-z0-9<>]", "_").toUpperCase(Locale.ROOT);
    }
}
