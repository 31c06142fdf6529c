package io.llmi.toolkit.imagegen.openai;

/** vLLM-Omni, which refuses {@code response_format: "url"}. */
class VllmOmniPicturesTest extends OwnServerContract {
    VllmOmniPicturesTest() {
        super(Flavour.VLLM_OMNI);
    }
}
