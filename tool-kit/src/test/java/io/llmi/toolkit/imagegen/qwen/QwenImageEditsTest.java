package io.llmi.toolkit.imagegen.qwen;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;

import io.llmi.events.CallId;
import io.llmi.events.DraftId;
import io.llmi.events.JobId;
import io.llmi.toolkit.backend.Backend;
import io.llmi.toolkit.backend.BackendCall;
import io.llmi.toolkit.backend.BackendException;
import io.llmi.toolkit.backend.Remedy;
import io.llmi.toolkit.contract.BackendContract;
import io.llmi.toolkit.image.TestPictures;
import io.llmi.toolkit.imagegen.ImageEdit;
import io.llmi.toolkit.imagegen.Requests;
import io.llmi.toolkit.imagegen.ServerSettings;
import io.llmi.toolkit.tool.Previews;
import io.llmi.toolkit.tool.ToolReply;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class QwenImageEditsTest extends BackendContract<ImageEdit, QwenImageServer> {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Override
    protected QwenImageServer startServer() {
        return new QwenImageServer(QwenImageServer.Mode.EDIT);
    }

    @Override
    protected Backend<ImageEdit> backend(URI base) {
        return new QwenImageEdits(
                ServerSettings.of("test.qwen-image.url", base + "/", "test.qwen-image.model", "Qwen-Image-Edit")
                        .qwenImage(),
                "test.qwen-image");
    }

    @Override
    protected ImageEdit request() {
        return Requests.edit();
    }

    @Test
    void shouldSayThatTheServerTakesOnePicture() throws Exception {
        ToolReply.Picture picture =
                produce(Requests.edit(TestPictures.png(96, 64), TestPictures.png(64, 64)), PATIENCE, Previews.NONE);

        assertThat(picture.warnings()).singleElement().asString().contains("1 of the 2");
        assertThat(picture.provenance().params().has("image_b64")).isFalse();
        assertThat(picture.provenance().model()).contains("Qwen-Image-Edit");
    }

    @Test
    void shouldNameTheModeWhenTheServerRunsInTheOther() throws Exception {
        try (QwenImageServer generating = new QwenImageServer(QwenImageServer.Mode.GENERATION)) {
            BackendException failure = catchThrowableOfType(
                    BackendException.class, () -> backend(generating.base()).produce(request(), call()));

            assertThat(generating.violations()).isEmpty();
            assertThat(failure.remedy()).isEqualTo(new Remedy.TryNext());
            assertThat(failure.reason()).contains("MODEL_MODE");
        }
    }

    private static BackendCall call() {
        CallId id = new CallId(new DraftId(JobId.derived("tenant", "mode"), 0), 0);
        return new BackendCall(id, id.toString(), Instant.now().plus(PATIENCE), Previews.NONE);
    }
}
