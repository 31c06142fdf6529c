package io.llmi.toolkit.imagegen.comfyui;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

import io.llmi.toolkit.backend.Backend;
import io.llmi.toolkit.contract.BackendContract;
import io.llmi.toolkit.contract.ProtocolServer.Exchange;
import io.llmi.toolkit.imagegen.ImageEdit;
import io.llmi.toolkit.tool.ToolReply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ComfyUiEditTest extends BackendContract<ImageEdit, ComfyUiServer> {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Override
    protected ComfyUiServer startServer() {
        return ComfyUiFixture.server();
    }

    @Override
    protected Backend<ImageEdit> backend(URI base) {
        return ComfyUiBackend.editing(
                new ComfyUiFixture.Settings(base, Optional.of(SECRET), Optional.empty(), Optional.of(NodeTypes.MODEL)));
    }

    @Override
    protected ImageEdit request() {
        return ComfyUiFixture.edit();
    }

    @AfterEach
    void shouldNeverBreakTheProtocol() {
        assertThat(server().violations()).isEmpty();
    }

    @Test
    void shouldEditTheUploadedPictureWhenThereIsOne() throws Exception {
        ToolReply.Picture picture = produce(PATIENCE);

        assertThat(server().uploads().values()).singleElement().isEqualTo(ComfyUiFixture.SOURCE);
        assertThat(picture.provenance().params().path("denoise").doubleValue()).isEqualTo(0.75);
        assertThat(picture.provenance().params().has("size")).isFalse();
    }

    @Test
    void shouldUseTheServersNameWhenItRenamesTheUpload() throws Exception {
        server().renamesUploads = true;

        produce(PATIENCE);

        assertThat(server().submitted()
                        .getFirst()
                        .at("/prompt/source/inputs/image")
                        .textValue())
                .isEqualTo("llmi/renamed (1).png");
    }

    @Test
    void shouldPayAndUploadOnceWhenTheCallIsDeliveredAgain() throws Exception {
        server().renamesUploads = true;
        produce(PATIENCE);

        produce(PATIENCE);

        assertThat(server().submitted()).hasSize(1);
        assertThat(server().received().stream().map(Exchange::path).filter("/upload/image"::equals))
                .hasSize(1);
    }
}
