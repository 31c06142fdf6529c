package io.llmi.toolkit.imagegen.openai;

import java.net.URI;
import java.time.Duration;

import io.llmi.events.FailureCode;
import io.llmi.toolkit.backend.Backend;
import io.llmi.toolkit.contract.BackendContract;
import io.llmi.toolkit.contract.FormParts;
import io.llmi.toolkit.image.ImageInspector;
import io.llmi.toolkit.image.TestPictures;
import io.llmi.toolkit.imagegen.ImageEdit;
import io.llmi.toolkit.imagegen.Requests;
import io.llmi.toolkit.imagegen.ServerSettings;
import io.llmi.toolkit.tool.Previews;
import io.llmi.toolkit.tool.ToolReply;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What edits by the images API owe, whoever speaks it. */
abstract class ImagesEditContract extends BackendContract<ImageEdit, ImagesServer> {
    static final Duration PATIENCE = Duration.ofSeconds(30);
    private final Flavour flavour;

    ImagesEditContract(Flavour flavour) {
        this.flavour = flavour;
    }

    @Override
    protected ImagesServer startServer() {
        return new ImagesServer(flavour, SECRET);
    }

    @Override
    protected Backend<ImageEdit> backend(URI base) {
        return new OpenAiEdits(
                ServerSettings.of(
                                "test.openai.base-url",
                                base + "/v1",
                                "test.openai.api-key",
                                SECRET,
                                "test.openai.input-fidelity",
                                "high",
                                "test.openai.flavour",
                                ImagesServer.spelled(flavour))
                        .openai(),
                "test.openai");
    }

    @Override
    protected ImageEdit request() {
        return Requests.edit();
    }

    @Test
    void shouldSendAPictureThatFitsAsItIs() throws Exception {
        byte[] jpeg = TestPictures.jpeg(96, 64);

        ToolReply.Picture picture = produce(Requests.edit(jpeg), PATIENCE, Previews.NONE);

        assertThat(server().violations()).isEmpty();
        FormParts.Part file = server().files().getFirst();
        assertThat(file.name()).isEqualTo("image");
        assertThat(file.content()).isEqualTo(jpeg);
        assertThat(picture.alt()).isEqualTo("The tide at night");
        assertThat(picture.warnings()).isEmpty();
    }

    @Test
    void shouldSendAllPicturesInTheirOrderWhenTheEditNamesSeveral() throws Exception {
        byte[] first = TestPictures.png(96, 64);
        byte[] second = TestPictures.jpeg(40, 40);

        produce(Requests.edit(first, second), PATIENCE, Previews.NONE);

        assertThat(server().violations()).isEmpty();
        assertThat(server().files()).extracting(FormParts.Part::content).containsExactly(first, second);
    }

    @Test
    void shouldTurnWebpIntoSomethingThatAllServersRead() throws Exception {
        produce(Requests.edit(TestPictures.file("lossless-alpha.webp")), PATIENCE, Previews.NONE);

        assertThat(server().violations()).isEmpty();
        assertThat(server().files().getFirst().mediaType()).contains("image/png");
    }

    @Test
    void shouldScaleDownWhatIsLargerThanTheServerTakes() throws Exception {
        produce(Requests.edit(TestPictures.png(3000, 2000)), PATIENCE, Previews.NONE);

        assertThat(server().violations()).isEmpty();
        ImageInspector.Inspected sent =
                ImageInspector.inspect(server().files().getFirst().content(), 2048 * 2048);
        assertThat((double) sent.width() / sent.height()).isBetween(1.49, 1.51);
    }

    @Test
    void shouldGiveUpWhenTheSourceIsNoPicture() {
        assertThat(failure(Requests.edit(new byte[] {1, 2, 3}), PATIENCE).code())
                .isEqualTo(FailureCode.BAD_REFERENCE);
        assertThat(server().calls()).isZero();
    }
}
