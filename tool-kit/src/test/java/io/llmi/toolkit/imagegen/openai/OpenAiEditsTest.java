package io.llmi.toolkit.imagegen.openai;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmi.toolkit.image.TestPictures;
import io.llmi.toolkit.imagegen.Requests;
import io.llmi.toolkit.imagegen.ServerSettings;
import io.llmi.toolkit.tool.Previews;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Edits by OpenAI itself. */
class OpenAiEditsTest extends ImagesEditContract {
    OpenAiEditsTest() {
        super(Flavour.OPENAI);
    }

    @Test
    void shouldKeepTheShapeOfTheSource() throws Exception {
        produce(Requests.edit(TestPictures.png(40, 80)), PATIENCE, Previews.NONE);

        JsonNode asked = server().asked().getFirst();
        assertThat(asked.path("size").asText()).isEqualTo("1024x1536");
        assertThat(asked.path("input_fidelity").asText()).isEqualTo("high");
    }

    @Test
    void shouldShowPreviewsWhenSomebodyWatches() throws Exception {
        List<Integer> shown = new CopyOnWriteArrayList<>();

        produce(request(), PATIENCE, (index, bytes) -> shown.add(index));

        assertThat(server().violations()).isEmpty();
        assertThat(shown).containsExactly(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dall-e-2", "dall-e-3"})
    void shouldNotStartWithAModelThatCannotEdit(String model) {
        assertThatThrownBy(() -> new OpenAiEdits(
                        ServerSettings.of("test.openai.model", model, "test.openai.api-key", SECRET)
                                .openai(),
                        "test.openai"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("test.openai.model");
    }
}
