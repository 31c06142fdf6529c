package io.llmi.toolkit.imagegen.openai;

import java.net.URI;
import java.util.Optional;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;

import io.smallrye.config.WithDefault;

/** A server with OpenAI's images API. */
public interface OpenAiImagesSettings {
    /** Its base URL, normally ending in {@code /v1}. */
    @WithDefault("https://api.openai.com/v1")
    URI baseUrl();

    /** Its key, sent as a bearer token and never shown; needed by OpenAI itself, often not by servers of one's own. */
    Optional<String> apiKey();

    /**
     * Which fields the server knows: {@code openai}, {@code vllm-omni} or {@code sglang}. The last two have seeds, negative
     * prompts and steps, and take a size of any shape.
     */
    @WithDefault("openai")
    Flavour flavour();

    /** The model; without it {@code gpt-image-1} at OpenAI and whatever it has loaded at a server of one's own. */
    Optional<@NotBlank String> model();

    /** OpenAI: how fine the picture is: {@code auto}, {@code low}, {@code medium}, {@code high}; dall-e-3 {@code standard}, {@code hd}. */
    Optional<@NotBlank String> quality();

    /** OpenAI: how strictly prompts are moderated, {@code auto} or {@code low}; gpt-image only. */
    Optional<@NotBlank String> moderation();

    /** OpenAI: how much of the source's detail an edit keeps, {@code low} or {@code high}; gpt-image-1 and 1.5 only. */
    Optional<@NotBlank String> inputFidelity();

    /** OpenAI: previews that are asked for while the picture is made; gpt-image only, and each costs about 100 tokens. */
    @WithDefault("2")
    @Min(0)
    @Max(3)
    int partialImages();

    /** vLLM-Omni and SGLang: sampling steps of a picture whose tag names none; the server's own number without it. */
    Optional<@Min(1) @Max(200) Integer> steps();

    /** vLLM-Omni and SGLang: guidance scale; the server's own without it. */
    Optional<@DecimalMin("0") @DecimalMax("20") Double> guidanceScale();

    /** vLLM-Omni and SGLang: true classifier-free guidance scale, as Qwen-Image takes it; the server's own without it. */
    Optional<@DecimalMin("0") @DecimalMax("20") Double> trueCfgScale();
}
