package io.llmi.toolkit.imagegen.openai;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Edits by vLLM-Omni. */
class VllmOmniEditsTest extends ImagesEditContract {
    VllmOmniEditsTest() {
        super(Flavour.VLLM_OMNI);
    }

    @Test
    void shouldLeaveTheSizeToTheServerWhichTakesTheSources() throws Exception {
        produce(PATIENCE);

        assertThat(server().asked().getFirst().has("size")).isFalse();
    }
}
