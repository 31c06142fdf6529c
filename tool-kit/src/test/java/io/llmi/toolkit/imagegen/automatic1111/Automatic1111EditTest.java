package io.llmi.toolkit.imagegen.automatic1111;

import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmi.toolkit.backend.Backend;
import io.llmi.toolkit.contract.BackendContract;
import io.llmi.toolkit.imagegen.ImageEdit;
import io.llmi.toolkit.tool.ToolReply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class Automatic1111EditTest extends BackendContract<ImageEdit, WebUiServer> {
    @Override
    protected WebUiServer startServer() {
        return new WebUiServer(WebUiFixture.PICTURE, WebUiFixture.PREVIEW, "llmi:" + SECRET);
    }

    @Override
    protected Backend<ImageEdit> backend(URI base) {
        return Automatic1111Backend.editing(
                new WebUiFixture.Settings(base, Optional.of("llmi:" + SECRET), Optional.empty(), "Euler a"));
    }

    @Override
    protected ImageEdit request() {
        return WebUiFixture.edit();
    }

    @AfterEach
    void shouldNeverBreakTheProtocol() {
        assertThat(server().violations()).isEmpty();
    }

    @Test
    void shouldRepaintThePictureWhenItIsAnEdit() throws Exception {
        ToolReply.Picture picture = produce(Duration.ofSeconds(30));

        JsonNode body = server().asked().getFirst();
        assertThat(Base64.getDecoder().decode(body.at("/init_images/0").textValue()))
                .isEqualTo(WebUiFixture.SOURCE);
        assertThat(body.path("denoising_strength").doubleValue()).isEqualTo(0.6);
        assertThat(body.path("width").intValue()).isEqualTo(88);
        assertThat(picture.provenance().params().path("denoise").doubleValue()).isEqualTo(0.6);
    }
}
