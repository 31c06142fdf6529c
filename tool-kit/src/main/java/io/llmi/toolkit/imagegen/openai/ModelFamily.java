package io.llmi.toolkit.imagegen.openai;

import java.util.List;
import java.util.Locale;

import io.llmi.toolkit.imagegen.PictureSize;

/** OpenAI's image models by what they take (https://platform.openai.com/docs/api-reference/images). */
enum ModelFamily {
    /** gpt-image-1, -1-mini, -1.5 and what is named after them. */
    GPT_IMAGE(32_000),
    /** gpt-image-2, which has sizes of any shape. */
    GPT_IMAGE_2(32_000),
    DALL_E_3(4_000),
    DALL_E_2(1_000),
    /** Another model behind a gateway. */
    OTHER(32_000);

    private static final List<PictureSize> GPT_IMAGE_SIZES =
            List.of(new PictureSize(1024, 1024), new PictureSize(1536, 1024), new PictureSize(1024, 1536));
    private static final List<PictureSize> DALL_E_3_SIZES =
            List.of(new PictureSize(1024, 1024), new PictureSize(1792, 1024), new PictureSize(1024, 1792));
    private static final List<PictureSize> DALL_E_2_SIZES =
            List.of(new PictureSize(256, 256), new PictureSize(512, 512), new PictureSize(1024, 1024));
    private static final int STEP = 16;
    private static final long MIN_PIXELS = 655_360;
    private static final long MAX_PIXELS = 2048L * 2048;
    /** Somewhat less than the 3 that is allowed, because sides are rounded. */
    private static final double MAX_RATIO = 2.9;

    private final int maxPrompt;

    ModelFamily(int maxPrompt) {
        this.maxPrompt = maxPrompt;
    }

    static ModelFamily of(String model) {
        String name = model.toLowerCase(Locale.ROOT);
        if (name.startsWith("gpt-image-2")) {
            return GPT_IMAGE_2;
        }
        if (name.startsWith("gpt-image") || name.startsWith("chatgpt-image")) {
            return GPT_IMAGE;
        }
        if (name.startsWith("dall-e-3")) {
            return DALL_E_3;
        }
        return name.startsWith("dall-e-2") ? DALL_E_2 : OTHER;
    }

    /** The longest prompt, in characters. */
    int maxPrompt() {
        return maxPrompt;
    }

    /** They answer Base64 only, refuse {@code response_format}, choose formats, stream and edit. */
    boolean isGptImage() {
        return this == GPT_IMAGE || this == GPT_IMAGE_2;
    }

    /** The size that the model has and that is nearest to the one that was asked for. */
    PictureSize nearest(PictureSize asked) {
        return switch (this) {
            case GPT_IMAGE -> asked.nearestOf(GPT_IMAGE_SIZES);
            case GPT_IMAGE_2 ->
                asked.scaledInto(MIN_PIXELS, MAX_PIXELS, MAX_RATIO).raisedInStepsOf(STEP);
            case DALL_E_3 -> asked.nearestOf(DALL_E_3_SIZES);
            case DALL_E_2 -> asked.nearestOf(DALL_E_2_SIZES);
            case OTHER -> asked.inStepsOf(STEP);
        };
    }
}
