package io.llmi.toolkit.imagegen.comfyui;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmi.events.FailureCode;
import io.llmi.toolkit.backend.Backend;
import io.llmi.toolkit.backend.BackendException;
import io.llmi.toolkit.backend.Remedy;
import io.llmi.toolkit.contract.BackendContract;
import io.llmi.toolkit.contract.Fault;
import io.llmi.toolkit.contract.ProtocolServer.Exchange;
import io.llmi.toolkit.imagegen.ImagePrompt;
import io.llmi.toolkit.imagegen.RunningCall;
import io.llmi.toolkit.imagegen.comfyui.ComfyUiServer.Course;
import io.llmi.toolkit.tool.Previews;
import io.llmi.toolkit.tool.ToolReply;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ComfyUiGenerateTest extends BackendContract<ImagePrompt, ComfyUiServer> {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private Optional<Path> template = Optional.empty();
    private String model = NodeTypes.MODEL;

    @Override
    protected ComfyUiServer startServer() {
        return ComfyUiFixture.server();
    }

    @Override
    protected Backend<ImagePrompt> backend(URI base) {
        return ComfyUiBackend.generating(
                new ComfyUiFixture.Settings(base, Optional.of(SECRET), template, Optional.of(model)));
    }

    @Override
    protected ImagePrompt request() {
        return ComfyUiFixture.generate();
    }

    @AfterEach
    void shouldNeverBreakTheProtocol() {
        assertThat(server().violations()).isEmpty();
    }

    @Test
    void shouldSayWhatWasAskedWhenThePictureIsMade() throws Exception {
        ToolReply.Picture picture = produce(PATIENCE);

        JsonNode graph = server().submitted().getFirst().path("prompt");
        assertThat(graph.at("/wanted/inputs/text").textValue()).isEqualTo("a tide");
        assertThat(graph.at("/unwanted/inputs/text").textValue()).isEqualTo("people");
        assertThat(graph.at("/canvas/inputs/width").intValue()).isEqualTo(512);
        assertThat(graph.at("/sample/inputs/seed").longValue()).isEqualTo(7);
        assertThat(picture.bytes()).isEqualTo(ComfyUiFixture.PICTURE);
        assertThat(picture.alt()).isEqualTo("A tide");
        assertThat(picture.warnings()).isEmpty();
        assertThat(picture.provenance().model()).contains(NodeTypes.MODEL);
        assertThat(picture.provenance().params().toString()).isEqualTo("""
                        {"workflow":"text-to-image.json","prompt":"a tide","negative_prompt":"people","size":"512x384",\
                        "seed":"7","steps":25,"cfg":7.0,"sampler":"euler","scheduler":"normal"}""");
    }

    @Test
    void shouldSendTheKeyWithEveryRequestWhenOneIsSet() throws Exception {
        produce(PATIENCE);

        assertThat(server().received())
                .allSatisfy(
                        exchange -> assertThat(exchange.header("authorization")).contains("Bearer " + SECRET));
    }

    @Test
    void shouldShowOnlyItsOwnPreviewsWhenOthersAreSentToo() throws Exception {
        List<byte[]> shown = new ArrayList<>();
        List<Integer> indices = new ArrayList<>();

        produce(request(), PATIENCE, (index, bytes) -> {
            indices.add(index);
            shown.add(bytes);
        });

        assertThat(indices).containsExactly(0, 1);
        assertThat(shown).allSatisfy(bytes -> assertThat(bytes).isEqualTo(ComfyUiFixture.PREVIEW));
    }

    @ParameterizedTest
    @EnumSource(names = {"SOCKET_DROPS", "CACHED", "TEMPORARY"})
    void shouldMakeThePictureWhenTheRunTakesAnotherCourse(Course course) throws Exception {
        server().nextRuns(course);

        assertThat(produce(PATIENCE).bytes()).isEqualTo(ComfyUiFixture.PICTURE);
    }

    @Test
    void shouldMakeThePictureWhenThereIsNoSocket() throws Exception {
        server().refusesSockets = true;

        assertThat(produce(PATIENCE).bytes()).isEqualTo(ComfyUiFixture.PICTURE);
        assertThat(server().events()).isEmpty();
    }

    @Test
    void shouldMakeThePictureWhenTheServerGivesIdsOfItsOwn() throws Exception {
        server().ignoresIds = true;

        assertThat(produce(PATIENCE).bytes()).isEqualTo(ComfyUiFixture.PICTURE);
    }

    @Test
    void shouldPayOnceWhenTheCallIsDeliveredAgain() throws Exception {
        produce(PATIENCE);

        assertThat(produce(PATIENCE).bytes()).isEqualTo(ComfyUiFixture.PICTURE);
        assertThat(server().submitted()).hasSize(1);
    }

    @Test
    void shouldPayOnceWhenTheConnectionBrokeAfterTheRunWasQueued() throws Exception {
        server().fail(new Fault.Truncated());
        failure(PATIENCE);

        assertThat(produce(PATIENCE).bytes()).isEqualTo(ComfyUiFixture.PICTURE);
        assertThat(server().submitted()).hasSize(1);
    }

    @Test
    void shouldMakeAnotherPictureWhenTheRequestDiffers() throws Exception {
        produce(PATIENCE);

        produce(order(8, 512), PATIENCE, Previews.NONE);

        assertThat(server().submitted()).hasSize(2);
    }

    @Test
    void shouldTryAgainInANewRunWhenTheGpuMemoryIsFull() throws Exception {
        server().nextRuns(Course.OUT_OF_MEMORY);

        BackendException failure = failure(PATIENCE);

        assertThat(failure.remedy()).isInstanceOf(Remedy.TryAgain.class);
        assertThat(failure.reason()).contains("GPU memory");
        assertThat(produce(PATIENCE).bytes()).isEqualTo(ComfyUiFixture.PICTURE);
        assertThat(server().submitted())
                .extracting(body -> body.path("prompt_id").textValue())
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldLeaveTheBackendWithAShortReasonWhenANodeBreaksDown() {
        server().nextRuns(Course.BAD_VALUE);

        BackendException failure = failure(PATIENCE);

        assertThat(failure.remedy()).isInstanceOf(Remedy.TryNext.class);
        assertThat(failure.code()).isEqualTo(FailureCode.BACKEND_ERROR);
        assertThat(failure.reason()).contains("KSampler", "shapes differ").doesNotContain("/srv", "Traceback");
    }

    @Test
    void shouldTryAgainWhenTheServerForgotTheRun() {
        server().nextRuns(Course.FORGOTTEN);

        assertThat(failure(PATIENCE).remedy()).isInstanceOf(Remedy.TryAgain.class);
    }

    @Test
    void shouldSayWhatTheWorkflowLacksWhenItSavesNoPicture() {
        server().nextRuns(Course.NO_PICTURE);

        BackendException failure = failure(PATIENCE);

        assertThat(failure.code()).isEqualTo(FailureCode.NO_OUTPUT);
        assertThat(failure.reason()).contains("SaveImage");
    }

    @Test
    void shouldWarnWhenTheServerLeavesOutAPartOfTheWorkflow() throws Exception {
        server().dropsOutputs = true;

        assertThat(produce(PATIENCE).warnings()).singleElement().asString().contains("SaveImage: Bad linked input");
    }

    @Test
    void shouldNameTheNodeWhenTheServerHasNotInstalledIt(@TempDir Path folder) throws Exception {
        template = Optional.of(Files.writeString(
                folder.resolve("mine.json"),
                Workflow.load(Optional.empty(), Purpose.GENERATE)
                        .toString()
                        .replace("\"VAEDecode\"", "\"VAEDecodeTiledTurbo\"")));

        BackendException failure = failure(PATIENCE);

        assertThat(failure.remedy()).isInstanceOf(Remedy.TryNext.class);
        assertThat(failure.reason()).contains("VAEDecodeTiledTurbo");
    }

    @Test
    void shouldNameTheModelWhenTheServerDoesNotHaveIt() {
        model = "other.safetensors";

        BackendException failure = failure(PATIENCE);

        assertThat(failure.code()).isEqualTo(FailureCode.UNAVAILABLE);
        assertThat(failure.reason()).contains("other.safetensors");
    }

    @Test
    void shouldBlameTheRequestWhenItsSizeIsTooLarge() {
        BackendException failure = failure(order(7, 20_000), PATIENCE);

        assertThat(failure.code()).isEqualTo(FailureCode.BAD_REQUEST);
        assertThat(failure.remedy()).isInstanceOf(Remedy.TryNext.class);
    }

    @ParameterizedTest
    @CsvSource({"true,false", "false,false", "false,true"})
    void shouldInterruptItsRunWhenTheCallIsCancelled(boolean cancelsJobs, boolean ignoresIds) {
        server().cancelsJobs = cancelsJobs;
        server().ignoresIds = ignoresIds;
        server().nextRuns(Course.ENDLESS);
        RunningCall call = new RunningCall(() -> produce(PATIENCE));
        Awaitility.await().until(() -> server().events().contains("executing"));

        call.interrupt();

        assertThat(server().interrupted()).hasSize(1).doesNotContain(ComfyUiServer.FOREIGN);
    }

    @ParameterizedTest
    @CsvSource({"true,false", "false,false", "false,true"})
    void shouldOnlyLeaveTheQueueWhenAnotherRunIsTheRunningOne(boolean cancelsJobs, boolean ignoresIds) {
        server().cancelsJobs = cancelsJobs;
        server().ignoresIds = ignoresIds;
        server().nextRuns(Course.BEHIND_ANOTHER);
        RunningCall call = new RunningCall(() -> produce(PATIENCE));
        Awaitility.await().until(() -> server().submitted().size() == 1 && asked("/queue") > 1);

        call.interrupt();

        assertThat(server().deleted()).hasSize(1);
        assertThat(server().interrupted()).isEmpty();
    }

    @Test
    void shouldInterruptItsRunWhenTheDeadlinePasses() {
        server().nextRuns(Course.ENDLESS);

        BackendException failure = failure(Duration.ofSeconds(1));

        assertThat(failure.code()).isEqualTo(FailureCode.TIMEOUT);
        assertThat(server().interrupted()).hasSize(1);
    }

    @Test
    void shouldMakeThePictureWhenItWasCancelledBefore() throws Exception {
        server().nextRuns(Course.ENDLESS);
        failure(Duration.ofSeconds(1));

        assertThat(produce(PATIENCE).bytes()).isEqualTo(ComfyUiFixture.PICTURE);
    }

    @Test
    void shouldSayWhichSettingIsMissingWhenTheWorkflowNeedsAModel() {
        assertThatThrownBy(() -> ComfyUiBackend.generating(new ComfyUiFixture.Settings(
                        server().base(), Optional.empty(), Optional.empty(), Optional.empty())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("llmi.diffusion.comfyui.model");
    }

    private long asked(String path) {
        return server().received().stream()
                .map(Exchange::path)
                .filter(path::equals)
                .count();
    }

    private static ImagePrompt order(long seed, int width) {
        return new ImagePrompt("a tide", "", width, 384, Optional.empty(), seed, "A tide");
    }
}
