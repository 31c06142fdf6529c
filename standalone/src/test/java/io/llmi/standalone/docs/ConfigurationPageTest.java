package io.llmi.standalone.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ConfigurationPageTest {
    @TempDir
    private Path repository;

    @Test
    void shouldWriteTypesThatSurviveMarkdown() throws IOException {
        assertThat(page("""
                        /** Several. */
                        Optional<List<String>> several();
                        /** Ports. */
                        Set<@Min(1) @Max(65_535) Integer> ports();
                        /** One. */
                        Optional<@Min(1) Integer> one();
                        /** By name. */
                        Map<String, Integer> byName();
                        """))
                .contains("| `A_SEVERAL` | list of string |  | Several. |")
                .contains("| `A_PORTS` | set of integer |  | Ports. |")
                .contains("| `A_ONE` | integer |  | One. |")
                .contains("| `A_BY_NAME_<NAME>` | integer |  | By name. |");
    }

    @Test
    void shouldListTheKeysWhenAMapHoldsGroups() throws IOException {
        assertThat(page("""
                        /** Limits by name. */
                        Map<String, Limits> of();
                        /** Limits. */
                        interface Limits {
                            /** Calls. */
                            Optional<Integer> perMinute();
                        }
                        """))
                .contains("| `A_OF_<NAME>_PER_MINUTE` | integer |  | Calls. |")
                .doesNotContain("| `A_OF_<NAME>` |");
    }

    @Test
    void shouldWriteCharactersAsTheyAre() throws IOException {
        assertThat(page("""
                        /** A model ({@code ep-…}). */
                        String model();
                        """)).contains("| A model (`ep-…`). |");
    }

    @Test
    void shouldNameTheChoicesWhenTheTypeIsAnEnumeration() throws IOException {
        Path folder = Files.createDirectories(repository.resolve("module/src/main/java"));
        Files.writeString(folder.resolve("Pace.java"), "public enum Pace { SLOW, VERY_FAST }");

        assertThat(page("""
                        /** How. */
                        Mode mode();
                        /** How fast. */
                        Optional<Pace> pace();
                        /** How. */
                        enum Mode { AUTO, OFF; static final int COUNT = 2; }
                        """))
                .contains("| `A_MODE` | `auto`, `off` |  | How. |")
                .contains("| `A_PACE` | `slow`, `very-fast` |  | How fast. |");
    }

    @Test
    void shouldTellWhichKeysBoundEachOther() throws IOException {
        String page = page(
                "@AtMost(key = \"delay\", bound = \"max-delay\", because = \"it never ends\")\n"
                        + "@AtMost(key = \"one\", bound = \"two\", strictly = true, because = \"it never begins\")\n",
                """
                        /** The first. */
                        Duration delay();
                        /** The last. */
                        Duration maxDelay();
                        """);

        assertThat(page)
                .endsWith("| The last. |\n\n- `A_DELAY` has to be at most `A_MAX_DELAY`; otherwise it never ends.\n"
                        + "- `A_ONE` has to be below `A_TWO`; otherwise it never begins.\n");
    }

    @Test
    void shouldTellWhatTheStandaloneSystemSetsOtherwise() throws IOException {
        Path resources = Files.createDirectories(repository.resolve("standalone/src/main/resources"));
        Files.writeString(resources.resolve("application.properties"), "# Fewer.\na.slots=3\nquarkus.x=1\n");

        assertThat(page("""
                        /** How many. */
                        @WithDefault("4")
                        int slots();
                        """)).contains("- `A_SLOTS` is `3`, not `4`.\n").doesNotContain("QUARKUS_X");
    }

    private String page(String members) throws IOException {
        return page("", members);
    }

    private String page(String annotations, String members) throws IOException {
        Path folder = Files.createDirectories(repository.resolve("module/src/main/java"));
        Files.writeString(folder.resolve("AConfig.java"), """
                        /** A. */
                        %s@ConfigMapping(prefix = "a")
                        interface AConfig {
                        %s
                        }
                        """.formatted(annotations, members));
        return new ConfigurationPage(repository).render();
    }
}
