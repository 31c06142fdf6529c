package io.llmi.toolkit.imagegen.qwen;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmi.toolkit.backend.Backend;
import io.llmi.toolkit.backend.BackendException;
import io.llmi.toolkit.backend.Remedy;
import io.llmi.toolkit.contract.BackendContract;
import io.llmi.toolkit.contract.Fault;
import io.llmi.toolkit.imagegen.ImagePrompt;
import io.llmi.toolkit.imagegen.Requests;
import io.llmi.toolkit.imagegen.ServerSettings;
import io.llmi.toolkit.tool.Previews;
import io.llmi.toolkit.tool.ToolReply;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class QwenImagePicturesTest extends BackendContract<ImagePrompt, QwenImageServer> {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Override
    protected QwenImageServer startServer() {
        return new QwenImageServer(QwenImageServer.Mode.GENERATION);
    }

    @Override
    protected Backend<ImagePrompt> backend(URI base) {
        return new QwenImagePictures(
                ServerSettings.of("test.qwen-image.url", base.toString()).qwenImage(), "test.qwen-image");
    }

    @Override
    protected ImagePrompt request() {
        return Requests.prompt(1000, 600);
    }

    @Test
    void shouldSendWhatTheServerPassesOnAndClaimNoSeed() throws Exception {
        ToolReply.Picture picture = produce(PATIENCE);

        JsonNode asked = server().asked().getFirst();
        assertThat(asked.path("width").asInt()).isEqualTo(1008);
        assertThat(asked.path("height").asInt()).isEqualTo(608);
        assertThat(asked.path("num_inference_steps").asInt()).isEqualTo(12);
        assertThat(asked.has("guidance_scale")).isFalse();
        JsonNode params = picture.provenance().params();
        assertThat(params.has("seed")).isFalse();
        assertThat(params.path("size").asText()).isEqualTo("1008x608");
        assertThat(params.path("asked_size").asText()).isEqualTo("1000x600");
        assertThat(picture.provenance().model()).contains("Qwen-Image");
    }

    @Test
    void shouldLeaveOutWhatIsUnwantedWhenNothingIs() throws Exception {
        ImagePrompt plain = new ImagePrompt("a tide", "", 512, 512, java.util.Optional.empty(), 1, "");

        produce(plain, PATIENCE, Previews.NONE);

        assertThat(server().violations()).isEmpty();
        assertThat(server().asked().getFirst().has("negative_prompt")).isFalse();
    }

    @Test
    void shouldTurnToTheNextBackendWhenTheServerRedirects() {
        server().fail(new Fault.Status(307, Map.of("Location", "/generate/"), ""));

        assertThat(failure(PATIENCE).remedy()).isEqualTo(new Remedy.TryNext());
        assertThat(server().received()).hasSize(1);
    }

    @Test
    void shouldQuoteTheFieldWhenTheServerFindsFaultWithIt() {
        server().fail(
                        new Fault.Status(
                                422,
                                Map.of(),
                                "{\"detail\":[{\"loc\":[\"body\",\"negative_prompt\"],\"msg\":\"should be a string\",\"type\":\"t\"}]}"));

        BackendException failure = failure(PATIENCE);

        assertThat(failure.remedy()).isEqualTo(new Remedy.TryNext());
        assertThat(failure.reason()).contains("negative_prompt: should be a string");
    }
}
