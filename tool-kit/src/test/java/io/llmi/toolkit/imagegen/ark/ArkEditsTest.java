package io.llmi.toolkit.imagegen.ark;

import java.net.URI;
import java.time.Duration;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmi.toolkit.backend.Backend;
import io.llmi.toolkit.contract.BackendContract;
import io.llmi.toolkit.image.TestPictures;
import io.llmi.toolkit.imagegen.ImageEdit;
import io.llmi.toolkit.imagegen.Requests;
import io.llmi.toolkit.imagegen.ServerSettings;
import io.llmi.toolkit.tool.Previews;
import io.llmi.toolkit.tool.ToolReply;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ArkEditsTest extends BackendContract<ImageEdit, ArkServer> {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String SEEDEDIT = "doubao-seededit-3-0-i2i-250628";
    private String model = "doubao-seedream-4-0-250828";

    @Override
    protected ArkServer startServer() {
        return new ArkServer(SECRET);
    }

    @Override
    protected Backend<ImageEdit> backend(URI base) {
        return new ArkEdits(
                ServerSettings.of(
                                "test.ark.base-url", base + "/api/v3",
                                "test.ark.api-key", SECRET,
                                "test.ark.model", model)
                        .ark(),
                "test.ark");
    }

    @Override
    protected ImageEdit request() {
        return Requests.edit();
    }

    @Test
    void shouldSendEveryPictureWhenTheModelTakesSeveral() throws Exception {
        ToolReply.Picture picture =
                produce(Requests.edit(TestPictures.png(96, 64), TestPictures.jpeg(64, 64)), PATIENCE, Previews.NONE);

        assertThat(server().violations()).isEmpty();
        assertThat(server().asked().getFirst().path("image")).hasSize(2);
        assertThat(picture.warnings()).isEmpty();
        assertThat(picture.provenance().params().has("image")).isFalse();
    }

    @Test
    void shouldLeaveTheSizeToSeedEditAndSayThatItTakesOnePicture() throws Exception {
        model = SEEDEDIT;

        ToolReply.Picture picture =
                produce(Requests.edit(TestPictures.png(96, 64), TestPictures.jpeg(64, 64)), PATIENCE, Previews.NONE);

        JsonNode asked = server().asked().getFirst();
        assertThat(server().violations()).isEmpty();
        assertThat(asked.path("size").asText()).isEqualTo("adaptive");
        assertThat(asked.path("image").isTextual()).isTrue();
        assertThat(picture.provenance().params().path("size").asText()).isEqualTo("1248x832");
        assertThat(picture.warnings()).singleElement().asString().contains("1 of the 2");
    }

    @Test
    void shouldNotStartWithAModelThatCannotEdit() {
        assertThatThrownBy(() -> new ArkEdits(
                        ServerSettings.of(
                                        "test.ark.api-key", SECRET, "test.ark.model", "doubao-seedream-3-0-t2i-250415")
                                .ark(),
                        "test.ark"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("test.ark.model");
    }
}
