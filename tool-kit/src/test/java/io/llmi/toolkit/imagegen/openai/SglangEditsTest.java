package io.llmi.toolkit.imagegen.openai;

import io.llmi.toolkit.image.TestPictures;
import io.llmi.toolkit.imagegen.Requests;
import io.llmi.toolkit.tool.Previews;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Edits by SGLang. */
class SglangEditsTest extends ImagesEditContract {
    SglangEditsTest() {
        super(Flavour.SGLANG);
    }

    @Test
    void shouldNameTheSourcesSizeBecauseTheServerHasOneOfItsOwn() throws Exception {
        produce(Requests.edit(TestPictures.png(250, 130)), PATIENCE, Previews.NONE);

        assertThat(server().violations()).isEmpty();
        assertThat(server().asked().getFirst().path("size").asText()).isEqualTo("256x128");
    }
}
