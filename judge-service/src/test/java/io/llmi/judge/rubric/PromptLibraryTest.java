package io.llmi.judge.rubric;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class PromptLibraryTest {
    @TempDir
    Path directory;

    @Test
    void shouldShipAPromptForEachRubric() {
        PromptLibrary library = new PromptLibrary(Optional.empty());

        for (Rubric<?> rubric : new Rubric<?>[] {Rubric.TEXT, Rubric.PICTURES}) {
            Prompt prompt = library.find(rubric, "v1");
            assertThat(prompt.version()).isEqualTo("v1");
            assertThat(prompt.with(rubric.lineFormat()))
                    .doesNotContain("{{")
                    .contains(rubric.criteria().getFirst().label() + ": <score>");
        }
    }

    @Test
    void shouldPreferAPromptOfTheDirectoryAndNameItsWording() throws IOException {
        Files.writeString(directory.resolve("llm-v1.md"), "Be kind. {{format}}");
        PromptLibrary library = new PromptLibrary(Optional.of(directory));

        Prompt own = library.find(Rubric.TEXT, "v1");

        assertThat(own.text()).startsWith("Be kind.");
        assertThat(own.version()).matches("v1\\+[0-9a-f]{12}");
        assertThat(library.find(Rubric.PICTURES, "v1").version()).isEqualTo("v1");
    }

    @Test
    void shouldRefuseAPromptThatDoesNotSayHowToAnswer() throws IOException {
        Files.writeString(directory.resolve("llm-short.md"), "Be kind.");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PromptLibrary(Optional.of(directory)).find(Rubric.TEXT, "short"))
                .withMessageContaining("{{format}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"v9", "../llm-v1", "", "..", "a/b"})
    void shouldRefuseANameThatIsNoPrompt(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PromptLibrary(Optional.empty()).find(Rubric.TEXT, name));
    }
}
