package io.llmi.toolkit.imagegen.ark;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ArkPicturesTest extends BackendContract<ImagePrompt, ArkServer> {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String SEEDREAM_3 = "doubao-seedream-3-0-t2i-250415";
    private String model = "doubao-seedream-4-0-250828";

    @Override
    protected ArkServer startServer() {
        return new ArkServer(SECRET);
    }

    @Override
    protected Backend<ImagePrompt> backend(URI base) {
        return new ArkPictures(
                ServerSettings.of(
                                "test.ark.base-url",
                                base + "/api/v3",
                                "test.ark.api-key",
                                SECRET,
                                "test.ark.guidance-scale",
                                "2.5",
                                "test.ark.model",
                                model)
                        .ark(),
                "test.ark");
    }

    @Override
    protected ImagePrompt request() {
        return Requests.prompt(1024, 768);
    }

    @Test
    void shouldAskForThePictureItselfAndForNoWatermark() throws Exception {
        produce(PATIENCE);

        JsonNode asked = server().asked().getFirst();
        assertThat(asked.path("watermark").asBoolean(true)).isFalse();
        assertThat(asked.path("response_format").asText()).isEqualTo("b64_json");
        assertThat(asked.has("seed")).isFalse();
        assertThat(asked.has("guidance_scale")).isFalse();
    }

    @Test
    void shouldSendSeedAndGuidanceWhereTheModelHasThem() throws Exception {
        model = SEEDREAM_3;

        ToolReply.Picture picture = produce(PATIENCE);

        assertThat(server().violations()).isEmpty();
        long seed = Requests.SEED & 0x7fff_ffffL;
        assertThat(server().asked().getFirst().path("seed").asLong()).isEqualTo(seed);
        assertThat(server().asked().getFirst().path("guidance_scale").asDouble())
                .isEqualTo(2.5);
        assertThat(picture.provenance().params().path("seed").asText()).isEqualTo(Long.toString(seed));
    }

    @ParameterizedTest
    @CsvSource({
        "doubao-seedream-3-0-t2i-250415,256,1536",
        "doubao-seedream-3-0-t2i-250415,1536,256",
        "doubao-seedream-3-0-t2i-250415,1536,1536",
        "doubao-seedream-4-0-250828,256,1536",
        "doubao-seedream-4-0-250828,640,480",
        "doubao-seedream-4-0-250828,1536,1536",
        "doubao-seedream-4-5-251128,1024,768",
        "ep-20251128,1000,1000"
    })
    void shouldAskForASizeThatTheModelHasAndSayWhich(String name, int width, int height) throws Exception {
        model = name;

        ToolReply.Picture picture = produce(Requests.prompt(width, height), PATIENCE, Previews.NONE);

        assertThat(server().violations()).isEmpty();
        JsonNode params = picture.provenance().params();
        String size = server().asked().getFirst().path("size").asText();
        assertThat(params.path("size").asText()).isEqualTo(size);
        assertThat(params.path("asked_size").asText(size)).isEqualTo(width + "x" + height);
        assertThat(picture.provenance().model()).contains(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"InputTextSensitiveContentDetected", "OutputImageSensitiveContentDetected"})
    void shouldGiveUpWhenTheContentIsDeclined(String code) {
        server().fail(new Fault.Status(400, Map.of(), "{\"error\":{\"code\":\"" + code + "\",\"message\":\"no\"}}"));

        assertRefused(failure(PATIENCE));
    }

    @Test
    void shouldGiveUpWhenThePictureIsDeclinedInASuccess() {
        server().answerErrorOfPicture("OutputImageSensitiveContentDetected");

        assertRefused(failure(PATIENCE));
    }

    @Test
    void shouldTryAgainWhenASuccessSaysThatTheServiceFailed() {
        server().answerErrorOfPicture("InternalServiceError");

        assertThat(failure(PATIENCE).remedy()).isInstanceOf(Remedy.TryAgain.class);
    }

    @Test
    void shouldTryAgainWhenASuccessSaysThatWeAreTooFast() {
        server().answerErrorOfAll("RateLimitExceeded.EndpointRPMExceeded");

        assertThat(failure(PATIENCE).remedy()).isEqualTo(new Remedy.TryAgain(Optional.empty()));
    }

    @Test
    void shouldTurnToTheNextBackendWhenTheAccountIsOverdue() {
        server().fail(new Fault.Status(
                403, Map.of(), "{\"error\":{\"code\":\"AccountOverdueError\",\"message\":\"x\"}}"));

        BackendException failure = failure(PATIENCE);

        assertThat(failure.remedy()).isEqualTo(new Remedy.TryNext());
        assertThat(failure.reason()).contains("quota");
    }

    @Test
    void shouldNotStartWithoutAKey() {
        assertThatThrownBy(() -> new ArkPictures(ServerSettings.of().ark(), "test.ark"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("test.ark.api-key");
    }

    @Test
    void shouldNotStartWithAModelThatOnlyEdits() {
        assertThatThrownBy(() -> new ArkPictures(
                        ServerSettings.of(
                                        "test.ark.api-key", SECRET, "test.ark.model", "doubao-seededit-3-0-i2i-250628")
                                .ark(),
                        "test.ark"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("test.ark.model");
    }

    private static void assertRefused(BackendException failure) {
        assertThat(failure.code()).isEqualTo(FailureCode.REFUSED);
        assertThat(failure.remedy()).isEqualTo(new Remedy.GiveUp());
    }
}
