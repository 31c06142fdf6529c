package io.llmi.toolkit.imagegen.openai;

/** Whose dialect of the images API a server speaks. */
public enum Flavour {
    /** OpenAI itself, and gateways in front of it. */
    OPENAI,
    /** vLLM-Omni. */
    VLLM_OMNI,
    /** SGLang-diffusion. */
    SGLANG
}
