package io.llmi.toolkit.imagegen.automatic1111;

import java.net.URI;
import java.time.Duration;
import java.util.List;
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
import io.llmi.toolkit.imagegen.RunningCall;
import io.llmi.toolkit.imagegen.automatic1111.WebUiServer.Place;
import io.llmi.toolkit.tool.Previews;
import io.llmi.toolkit.tool.ToolReply;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class Automatic1111GenerateTest extends BackendContract<ImagePrompt, WebUiServer> {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private Optional<String> model = Optional.of(WebUiServer.MODEL);
    private String sampler = "Euler a";

    @Override
    protected WebUiServer startServer() {
        return new WebUiServer(WebUiFixture.PICTURE, WebUiFixture.PREVIEW, "llmi:" + SECRET);
    }

    @Override
    protected Backend<ImagePrompt> backend(URI base) {
        return Automatic1111Backend.generating(
                new WebUiFixture.Settings(base, Optional.of("llmi:" + SECRET), model, sampler));
    }

    @Override
    protected ImagePrompt request() {
        return WebUiFixture.generate();
    }

    @AfterEach
    void shouldNeverBreakTheProtocol() {
        assertThat(server().violations()).isEmpty();
    }

    @Test
    void shouldSayWhatWasAskedWhenThePictureIsMade() throws Exception {
        ToolReply.Picture picture = produce(PATIENCE);

        JsonNode body = server().asked().getFirst();
        assertThat(body.path("prompt").textValue()).isEqualTo("a tide");
        assertThat(body.path("negative_prompt").textValue()).isEqualTo("people");
        assertThat(body.path("width").intValue()).isEqualTo(512);
        assertThat(body.path("override_settings_restore_afterwards").booleanValue())
                .isFalse();
        assertThat(picture.bytes()).isEqualTo(WebUiFixture.PICTURE);
        assertThat(picture.alt()).isEqualTo("A tide");
        assertThat(picture.provenance().model()).contains("dreamshaper_8");
        // The seed is the one that the server says it used.
        assertThat(picture.provenance().params().toString()).isEqualTo("""
                        {"prompt":"a tide","negative_prompt":"people","size":"512x384","seed":"8","steps":25,"cfg":7.0,\
                        "sampler":"Euler a","scheduler":"Automatic"}""");
    }

    @Test
    void shouldLeaveTheModelLoadedThatIsWhenNoneIsConfigured() throws Exception {
        model = Optional.empty();

        produce(PATIENCE);

        assertThat(server().asked().getFirst().has("override_settings")).isFalse();
    }

    @Test
    void shouldNameTheHashWhenAnOldServerTellsNoModelName() throws Exception {
        server().isModern = false;

        assertThat(produce(PATIENCE).provenance().model()).contains("879db523c3");
    }

    @Test
    void shouldTakeThePictureItselfWhenAGridIsBeforeIt() throws Exception {
        server().returnsGrid = true;

        assertThat(produce(PATIENCE).bytes()).isEqualTo(WebUiFixture.PICTURE);
    }

    @Test
    void shouldTakeThePictureItselfWhenMapsOfExtensionsAreBehindIt() throws Exception {
        server().returnsMaps = true;

        assertThat(produce(PATIENCE).bytes()).isEqualTo(WebUiFixture.PICTURE);
    }

    @Test
    void shouldDecodeThePictureWhenItIsADataUri() throws Exception {
        server().returnsDataUris = true;

        assertThat(produce(PATIENCE).bytes()).isEqualTo(WebUiFixture.PICTURE);
    }

    @Test
    void shouldTryAgainWhenSomebodyInterruptedThePicture() {
        server().brokenOff = true;

        BackendException failure = failure(PATIENCE);

        assertThat(failure.remedy()).isInstanceOf(Remedy.TryAgain.class);
        assertThat(failure.reason()).contains("interrupted");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldLeaveTheBackendWhenItHasNoSuchSampler(boolean isModern) {
        server().isModern = isModern;
        sampler = "Euler z";

        BackendException failure = failure(PATIENCE);

        assertThat(failure.remedy()).isInstanceOf(Remedy.TryNext.class);
        assertThat(failure.code()).isEqualTo(FailureCode.UNAVAILABLE);
        assertThat(failure.reason()).contains("Sampler not found");
    }

    @Test
    void shouldLeaveTheBackendWhenItHasNoSuchModel() {
        model = Optional.of("other.safetensors");

        assertThat(failure(PATIENCE).reason()).contains("Model not found");
    }

    @Test
    void shouldTellTheOperatorWhenTheApiIsOff() {
        server().fail(new Fault.Status(404, java.util.Map.of(), "{\"detail\":\"Not Found\"}"));

        BackendException failure = failure(PATIENCE);

        assertThat(failure.remedy()).isInstanceOf(Remedy.TryNext.class);
        assertThat(failure.reason()).contains("--api");
    }

    @Test
    void shouldBlameTheRequestWhenAValueIsOutOfRange() {
        BackendException failure =
                failure(new ImagePrompt("a tide", "", 512, 384, Optional.of(500), 7, "A tide"), PATIENCE);

        assertThat(failure.code()).isEqualTo(FailureCode.BAD_REQUEST);
        assertThat(failure.reason()).contains("steps", "less than or equal to 150");
    }

    @Test
    void shouldTryAgainWhenTheGpuMemoryIsFull() {
        server().fail(WebUiFixture.error(500, "OutOfMemoryError", "", "CUDA out of memory. Tried to allocate 2 GiB"));

        BackendException failure = failure(PATIENCE);

        assertThat(failure.remedy()).isInstanceOf(Remedy.TryAgain.class);
        assertThat(failure.reason()).contains("GPU memory");
    }

    @Test
    void shouldKeepThePythonErrorOutOfTheDocumentWhenTheServerBreaksDown() {
        server().fail(WebUiFixture.error(500, "RuntimeError", "", "/srv/webui/modules: mat1 and mat2 " + SECRET));

        assertThat(failure(PATIENCE).reason()).doesNotContain("mat1");
    }

    @Test
    void shouldShowEachPreviewOnceWhenItsTaskRuns() {
        List<byte[]> shown = new CopyOnWriteArrayList<>();
        server().fail(new Fault.Hang());
        RunningCall call = new RunningCall(() -> produce(request(), PATIENCE, (index, bytes) -> {
            assertThat(index).isEqualTo(shown.size());
            shown.add(bytes);
        }));
        Awaitility.await().until(() -> server().questions() > WebUiServer.LAST_PREVIEW + 2);

        call.interrupt();

        assertThat(shown)
                .hasSize(WebUiServer.LAST_PREVIEW)
                .allSatisfy(bytes -> assertThat(bytes).isEqualTo(WebUiFixture.PREVIEW));
    }

    @Test
    void shouldShowNoPreviewsWhenAnotherTaskRuns() {
        List<byte[]> shown = new CopyOnWriteArrayList<>();
        server().held = Place.WAITING;
        server().fail(new Fault.Hang());
        RunningCall call = new RunningCall(() -> produce(request(), PATIENCE, (index, bytes) -> shown.add(bytes)));
        Awaitility.await().until(() -> server().questions() > 3);

        call.interrupt();

        assertThat(shown).isEmpty();
    }

    @Test
    void shouldMakeThePictureWithoutPreviewsWhenTheServerHasNoWebUi() throws Exception {
        server().hasWebUi = false;

        assertThat(produce(request(), PATIENCE, (index, bytes) -> {}).bytes()).isEqualTo(WebUiFixture.PICTURE);
    }

    @Test
    void shouldInterruptThePictureWhenItIsTheOneThatRuns() {
        RunningCall call = held(Place.RUNNING);

        call.interrupt();

        assertThat(server().interrupts()).isEqualTo(1);
    }

    @Test
    void shouldInterruptThePictureWhenItBeginsSoon() {
        server().runsAfter = 2;
        RunningCall call = held(Place.WAITING);

        call.interrupt();

        assertThat(server().interrupts()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"WAITING", "UNKNOWN"})
    void shouldInterruptNobodyWhenAnotherPictureRuns(Place place) {
        RunningCall call = held(place);

        call.interrupt();

        assertThat(server().interrupts()).isZero();
    }

    @Test
    void shouldInterruptNobodyWhenTheServerCannotTellWhoRuns() {
        server().hasWebUi = false;
        RunningCall call = held(Place.RUNNING);

        call.interrupt();

        assertThat(server().interrupts()).isZero();
    }

    @Test
    void shouldInterruptThePictureWhenTheDeadlinePasses() {
        server().fail(new Fault.Hang());

        BackendException failure = failure(Duration.ofMillis(500));

        assertThat(failure.code()).isEqualTo(FailureCode.TIMEOUT);
        assertThat(server().interrupts()).isEqualTo(1);
    }

    private RunningCall held(Place place) {
        server().held = place;
        server().fail(new Fault.Hang());
        RunningCall call = new RunningCall(() -> produce(request(), PATIENCE, Previews.NONE));
        Awaitility.await().until(() -> server().calls() > 0);
        return call;
    }
}
