package io.llmi.standalone.docs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Writes docs/configuration.md from the sources of the configuration types, so that page and code cannot differ. */
final class ConfigurationPage {
    private final Path repository;

    ConfigurationPage(Path repository) {
        this.repository = repository;
    }

    /** One configuration type. */
    record Section(String prefix, String about, String module, List<Key> keys) {}

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
                the process. Values are checked at start: a bad one stops the process with a message that names it.

                The planner follows the ecosystem's own names: `OPENAI_BASE_URL` and `OPENAI_API_KEY` choose the
                endpoint, `LLMI_PLANNER_MODEL` the model. `KAFKA_BOOTSTRAP_SERVERS` names the brokers.
                """);
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
        }
        return page.toString();
    }

    private static String environment(String key) {
        return key.replaceAll("[^A-Za-z0-9<>]", "_").toUpperCase(Locale.ROOT);
    }
}
