package io.llmi.toolkit.imagegen.openai;

import java.util.Optional;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.toolkit.backend.BackendException;
import io.llmi.toolkit.imagegen.PictureSize;

/** Which fields a server takes, for pictures and edits alike: strict servers refuse a request with one more. */
final class Dialect {
    private static final String OPENAI_MODEL = "gpt-image-1";
    private static final int STEP = 16;

    private final OpenAiImagesSettings settings;
    private final ModelFamily family;

    Dialect(OpenAiImagesSettings settings) {
        this.settings = settings;
        this.family = ModelFamily.of(settings.model().orElse(OPENAI_MODEL));
    }

    /** What a picture or an edit comes to. */
    record Wish(String prompt, String unwanted, Optional<PictureSize> size, Optional<Integer> steps, long seed) {}

    Flavour flavour() {
        return settings.flavour();
    }

    /** The model, where one is named to the server. */
    Optional<String> model() {
        return settings.flavour() == Flavour.OPENAI
                ? Optional.of(settings.model().orElse(OPENAI_MODEL))
                : settings.model();
    }

    boolean canStream() {
        return settings.flavour() == Flavour.OPENAI && family.isGptImage() && settings.partialImages() > 0;
    }

    int partialImages() {
        return settings.partialImages();
    }

    boolean canEdit() {
        return settings.flavour() != Flavour.OPENAI || family != ModelFamily.DALL_E_2 && family != ModelFamily.DALL_E_3;
    }

    /** The size that the server has and that is nearest to the one that was asked for. */
    PictureSize nearest(PictureSize asked) {
        return switch (settings.flavour()) {
            case OPENAI -> family.nearest(asked);
            case VLLM_OMNI, SGLANG -> asked.inStepsOf(STEP);
        };
    }

    /**
     * The fields of a request but for pictures; those of OpenAI's edits are the same.
     *
     * @throws BackendException if the prompt is longer than the model reads
     */
    ObjectNode fields(Wish wish) throws BackendException {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        model().ifPresent(model -> fields.put("model", model));
        wish.size().ifPresent(size -> fields.put("size", size.toString()));
        fields.put("n", 1);
        switch (settings.flavour()) {
            case OPENAI -> openAi(fields, wish);
            case VLLM_OMNI, SGLANG -> diffusers(fields, wish);
        }
        return fields;
    }

    /** Only edits have it. */
    Optional<String> inputFidelity() {
        return settings.flavour() == Flavour.OPENAI && family == ModelFamily.GPT_IMAGE
                ? settings.inputFidelity()
                : Optional.empty();
    }

    private void openAi(ObjectNode fields, Wish wish) throws BackendException {
        String prompt = wish.unwanted().isEmpty()
                ? wish.prompt()
                : wish.prompt() + "\n\nThe picture must not show: " + wish.unwanted();
        if (prompt.codePointCount(0, prompt.length()) > family.maxPrompt()) {
            throw BackendException.unsupported("The prompt is longer than the %d characters that %s reads."
                    .formatted(family.maxPrompt(), model().orElse(OPENAI_MODEL)));
        }
        fields.put("prompt", prompt);
        settings.quality().ifPresent(quality -> fields.put("quality", quality));
        if (family.isGptImage()) {
            fields.put("output_format", "png");
            settings.moderation().ifPresent(moderation -> fields.put("moderation", moderation));
        } else {
            fields.put("response_format", "b64_json");
        }
    }

    private void diffusers(ObjectNode fields, Wish wish) {
        fields.put("prompt", wish.prompt());
        if (!wish.unwanted().isEmpty()) {
            fields.put("negative_prompt", wish.unwanted());
        }
        // Always: some SGLang versions answer addresses without the one and repeat a fixed picture without the other.
        fields.put("response_format", "b64_json").put("seed", wish.seed()).put("output_format", "png");
        wish.steps().or(settings::steps).ifPresent(steps -> fields.put("num_inference_steps", steps));
        settings.guidanceScale().ifPresent(scale -> fields.put("guidance_scale", scale));
        settings.trueCfgScale().ifPresent(scale -> fields.put("true_cfg_scale", scale));
    }

    /** What of the settings decides a picture. */
    @Override
    public String toString() {
        return "flavour=%s model=%s quality=%s moderation=%s fidelity=%s steps=%s guidance=%s cfg=%s"
                .formatted(
                        settings.flavour(),
                        model().orElse(""),
                        settings.quality().orElse(""),
                        settings.moderation().orElse(""),
                        settings.inputFidelity().orElse(""),
                        settings.steps().map(String::valueOf).orElse(""),
                        settings.guidanceScale().map(String::valueOf).orElse(""),
                        settings.trueCfgScale().map(String::valueOf).orElse(""));
    }
}
