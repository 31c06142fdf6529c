package io.llmi.toolkit.imagegen.openai;

import io.llmi.toolkit.backend.Remedy;
import io.llmi.toolkit.tool.ToolReply;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** SGLang, which has a fixed seed of its own and may answer an address on itself. */
class SglangPicturesTest extends OwnServerContract {
    SglangPicturesTest() {
        super(Flavour.SGLANG);
    }

    @Test
    void shouldFetchThePictureWhenTheAnswerIsAnAddressOnTheServer() throws Exception {
        server().answerAddress(ImagesServer.CONTENT);

        ToolReply.Picture picture = produce(PATIENCE);

        assertThat(server().violations()).isEmpty();
        assertThat(server().received().getLast().path()).isEqualTo(ImagesServer.CONTENT);
        assertThat(picture.bytes()).isNotEmpty();
    }

    @Test
    void shouldKeepTheKeyWhenTheAddressLeadsElsewhere() {
        server().answerAddress("//files.example.org/picture.png");

        assertThat(failure(PATIENCE).remedy()).isEqualTo(new Remedy.TryNext());
        assertThat(server().received()).hasSize(1);
    }

    @Test
    void shouldNotLeaveTheSeedToTheServer() throws Exception {
        produce(PATIENCE);

        assertThat(server().asked().getFirst().path("seed").asLong(ImagesServer.SGLANG_SEED))
                .isNotEqualTo(ImagesServer.SGLANG_SEED);
    }
}
