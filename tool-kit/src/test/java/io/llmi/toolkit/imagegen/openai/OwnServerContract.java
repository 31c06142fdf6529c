package io.llmi.toolkit.imagegen.openai;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmi.events.FailureCode;
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

/** What vLLM-Omni and SGLang have in common. */
abstract class OwnServerContract extends BackendContract<ImagePrompt, ImagesServer> {
    static final Duration PATIENCE = Duration.ofSeconds(30);
    private final Flavour flavour;

    OwnServerContract(Flavour flavour) {
        this.flavour = flavour;
    }

    @Override
    protected ImagesServer startServer() {
        return new ImagesServer(flavour, SECRET);
    }

    @Override
    protected Backend<ImagePrompt> backend(URI base) {
        return new OpenAiPictures(
                ServerSettings.of(
                                "test.openai.base-url",
                                base + "/v1/",
                                "test.openai.api-key",
                                SECRET,
                                "test.openai.flavour",
                                ImagesServer.spelled(flavour),
                                "test.openai.steps",
                                "30",
                                "test.openai.true-cfg-scale",
                                "4.0")
                        .openai(),
                "test.openai");
    }

    @Override
    protected ImagePrompt request() {
        return Requests.prompt(1000, 600);
    }

    @Test
    void shouldSendSeedStepsAndWhatIsUnwanted() throws Exception {
        ToolReply.Picture picture = produce(PATIENCE);

        JsonNode asked = server().asked().getFirst();
        assertThat(server().violations()).isEmpty();
        assertThat(asked.path("seed").asLong()).isEqualTo(Requests.SEED);
        assertThat(asked.path("num_inference_steps").asInt()).isEqualTo(12);
        assertThat(asked.path("negative_prompt").asText()).isEqualTo("people");
        assertThat(asked.path("size").asText()).isEqualTo("1008x608");
        JsonNode params = picture.provenance().params();
        assertThat(params.path("seed").asText()).isEqualTo(Long.toString(Requests.SEED));
        assertThat(params.path("seed").isTextual()).isTrue();
        assertThat(params.path("asked_size").asText()).isEqualTo("1000x600");
        assertThat(picture.provenance().model()).isEmpty();
    }

    @Test
    void shouldNotAskForAStreamWhenSomebodyWatches() throws Exception {
        Previews watcher = (index, bytes) -> {};

        produce(request(), PATIENCE, watcher);

        assertThat(server().asked().getFirst().has("stream")).isFalse();
    }

    @Test
    void shouldQuoteWhatTheServerFindsWrongWithAField() {
        server().fail(
                        new Fault.Status(
                                422,
                                Map.of(),
                                "{\"detail\":[{\"loc\":[\"body\",\"size\"],\"msg\":\"not divisible by 32\",\"type\":\"value_error\"}]}"));

        BackendException failure = failure(PATIENCE);

        assertThat(failure.code()).isEqualTo(FailureCode.BAD_REQUEST);
        assertThat(failure.remedy()).isEqualTo(new Remedy.TryNext());
        assertThat(failure.reason()).contains("size: not divisible by 32");
    }
}
