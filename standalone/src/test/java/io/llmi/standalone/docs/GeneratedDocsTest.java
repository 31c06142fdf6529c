package io.llmi.standalone.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Generated pages are what the code says now. Run with {@code -Dllmi.docs.write=true} to write them anew. */
class GeneratedDocsTest {
    private static final Path REPOSITORY = Path.of("").toAbsolutePath().getParent();

    @Test
    void shouldDocumentEveryConfigurationKey() throws IOException {
        assertCurrent("docs/configuration.md", new ConfigurationPage(REPOSITORY).render());
    }

    @Test
    void shouldDocumentEveryTopicAndRecord() throws IOException {
        assertCurrent("docs/events.md", new EventsPage().render());
    }

    private static void assertCurrent(String page, String generated) throws IOException {
        Path file = REPOSITORY.resolve(page);
        if (Boolean.getBoolean("llmi.docs.write")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, generated);
        }
        assertThat(Files.readString(file))
                .as("%s; write it anew with ./mvnw -pl standalone -am test -Dllmi.docs.write=true", page)
                .isEqualTo(generated);
    }
}
