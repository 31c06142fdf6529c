package io.llmi.toolkit.imagegen.openai;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

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
import io.llmi.toolkit.tool.ToolReply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** OpenAI itself. */
class OpenAiPicturesTest extends BackendContract<ImagePrompt, ImagesServer> {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private String model = "gpt-image-1";

    @Override
    protected ImagesServer startServer() {
        return new ImagesServer(Flavour.OPENAI, SECRET);
    }

    @Override
    protected Backend<ImagePrompt> backend(URI base) {
        return new OpenAiPictures(
                ServerSettings.of(
                                "test.openai.base-url", base + "/v1",
                                "test.openai.api-key", SECRET,
                                "test.openai.model", model)
                        .openai(),
                "test.openai");
    }

    @Override
    protected ImagePrompt request() {
        return Requests.prompt(1024, 768);
    }

    @ParameterizedTest
    @CsvSource({
        "gpt-image-1,1024,768,1536x1024",
        "gpt-image-1,1000,1000,1024x1024",
        "gpt-image-1-mini,300,1200,1024x1536",
        "gpt-image-1.5,1536,1024,1536x1024",
        "gpt-image-2,1024,768,1024x768",
        "gpt-image-2,256,1536,480x1392",
        "dall-e-3,1536,640,1792x1024",
        "dall-e-2,1024,768,1024x1024",
        "dall-e-2,256,300,256x256"
    })
    void shouldAskForTheNearestSizeThatTheModelHas(String name, int width, int height, String size) throws Exception {
        model = name;

        ToolReply.Picture picture =
                produce(Requests.prompt(width, height), PATIENCE, io.llmi.toolkit.tool.Previews.NONE);

        assertThat(server().violations()).isEmpty();
        assertThat(server().asked().getFirst().path("size").asText()).isEqualTo(size);
        JsonNode params = picture.provenance().params();
        assertThat(params.path("size").asText()).isEqualTo(size);
        assertThat(params.path("asked_size").asText(size)).isIn(size, width + "x" + height);
        assertThat(params.has("asked_size")).isEqualTo(!size.equals(width + "x" + height));
        assertThat(picture.provenance().model()).contains(name);
    }

    @Test
    void shouldPutWhatIsUnwantedIntoThePromptBecauseThereIsNoFieldForIt() throws Exception {
        ToolReply.Picture picture = produce(PATIENCE);

        assertThat(server().asked().getFirst().path("prompt").asText())
                .startsWith("a tide under the moon")
                .contains("must not show: people");
        assertThat(picture.provenance().params().path("prompt").asText())
                .isEqualTo(server().asked().getFirst().path("prompt").asText());
        assertThat(picture.provenance().params().has("seed")).isFalse();
        assertThat(picture.alt()).isEqualTo("The tide");
    }

    @ParameterizedTest
    @ValueSource(strings = {"moderation_blocked", "content_policy_violation"})
    void shouldGiveUpWhenThePromptIsDeclined(String code) {
        server().fail(error(400, code));

        BackendException failure = failure(PATIENCE);

        assertThat(failure.code()).isEqualTo(FailureCode.REFUSED);
        assertThat(failure.remedy()).isEqualTo(new Remedy.GiveUp());
    }

    @Test
    void shouldTurnToTheNextBackendWhenTheQuotaIsUsedUp() {
        server().fail(error(429, "insufficient_quota"));

        assertThat(failure(PATIENCE).remedy()).isEqualTo(new Remedy.TryNext());
    }

    @Test
    void shouldTurnToTheNextBackendWhenAParameterIsUnknown() {
        server().fail(new Fault.Status(
                400,
                Map.of(),
                "{\"error\":{\"message\":\"Unknown parameter: 'response_format' for " + SECRET
                        + "\",\"code\":\"unknown_parameter\"}}"));

        BackendException failure = failure(PATIENCE);

        assertThat(failure.remedy()).isEqualTo(new Remedy.TryNext());
        assertThat(failure.reason()).contains("response_format");
    }

    @Test
    void shouldTurnToTheNextBackendWhenThePromptIsTooLongForTheModel() {
        model = "dall-e-2";
        ImagePrompt wordy = new ImagePrompt("tide ".repeat(250), "", 512, 512, Optional.empty(), 1, "");

        assertThat(failure(wordy, PATIENCE).remedy()).isEqualTo(new Remedy.TryNext());
        assertThat(server().calls()).isZero();
    }

    @Test
    void shouldNotFollowAnAddressOnAnotherServer() {
        server().answerAddress("https://files.example.org/picture.png");

        assertThat(failure(PATIENCE).reason()).contains("flavour");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void shouldShowAsManyPreviewsAsComeWhenSomebodyWatches(int partials) throws Exception {
        server().streamPartials(partials);
        List<Integer> shown = new CopyOnWriteArrayList<>();

        ToolReply.Picture picture = produce(request(), PATIENCE, (index, bytes) -> shown.add(index));

        assertThat(server().violations()).isEmpty();
        assertThat(server().asked().getFirst().path("partial_images").asInt()).isEqualTo(2);
        assertThat(shown).containsExactlyElementsOf(List.of(0, 1).subList(0, partials));
        assertThat(picture.provenance().params().path("quality").asText()).isEqualTo("low");
        assertThat(picture.provenance().params().has("stream")).isFalse();
    }

    @Test
    void shouldTryAgainWhenTheStreamEndsWithoutThePicture() {
        server().endStreamsWith("");

        assertThat(streamed().remedy()).isInstanceOf(Remedy.TryAgain.class);
    }

    @Test
    void shouldGiveUpWhenThePictureIsDeclinedInTheStream() {
        server().endStreamsWith("{\"type\":\"error\",\"error\":{\"code\":\"moderation_blocked\",\"message\":\"no\"}}");

        assertThat(streamed().code()).isEqualTo(FailureCode.REFUSED);
    }

    @Test
    void shouldTryAgainWhenTheStreamIsNoJson() {
        server().endStreamsWith("<html>");

        assertThat(streamed().remedy()).isInstanceOf(Remedy.TryAgain.class);
    }

    @Test
    void shouldNotStartWithoutAKeyForOpenAi() {
        assertThatThrownBy(() -> new OpenAiPictures(ServerSettings.of().openai(), "test.openai"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("test.openai.api-key");
    }

    @Test
    void shouldNotStartWithAKeyThatWouldSplitTheHeader() {
        assertThatThrownBy(() -> new OpenAiPictures(
                        ServerSettings.of("test.openai.api-key", "sk-one\nsk-two")
                                .openai(),
                        "test.openai"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("test.openai.api-key")
                .hasMessageNotContaining("sk-");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://host/v1", "host/v1", "http://user:hunter2@host/v1", "https://host/v1?key=1"})
    void shouldNotStartWithAnAddressThatIsNone(String url) {
        assertThatThrownBy(() -> new OpenAiPictures(
                        ServerSettings.of("test.openai.base-url", url, "test.openai.api-key", SECRET)
                                .openai(),
                        "test.openai"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("test.openai.base-url")
                .hasMessageNotContaining("hunter2");
    }

    private BackendException streamed() {
        return org.assertj.core.api.Assertions.catchThrowableOfType(
                BackendException.class, () -> produce(request(), PATIENCE, (index, bytes) -> {}));
    }

    private static Fault error(int status, String code) {
        return new Fault.Status(
                status, Map.of(), "{\"error\":{\"message\":\"no\",\"type\":\"x\",\"code\":\"" + code + "\"}}");
    }
}
