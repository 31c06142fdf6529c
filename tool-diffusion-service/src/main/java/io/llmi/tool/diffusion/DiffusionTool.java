package io.llmi.tool.diffusion;

import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.llmi.events.FailureCode;
import io.llmi.events.ToolManifest;
import io.llmi.toolkit.backend.BackendChain;
import io.llmi.toolkit.backend.BackendSettings;
import io.llmi.toolkit.image.ImageSanitizer;
import io.llmi.toolkit.image.provenance.DigitalSourceType;
import io.llmi.toolkit.imagegen.BackendMenu;
import io.llmi.toolkit.imagegen.ImagePrompt;
import io.llmi.toolkit.imagegen.ModelPictures;
import io.llmi.toolkit.imagegen.PictureSize;
import io.llmi.toolkit.imagegen.TagParameters;
import io.llmi.toolkit.imagegen.ark.ArkPictures;
import io.llmi.toolkit.imagegen.automatic1111.Automatic1111Backend;
import io.llmi.toolkit.imagegen.comfyui.ComfyUiBackend;
import io.llmi.toolkit.imagegen.openai.Flavour;
import io.llmi.toolkit.imagegen.openai.OpenAiPictures;
import io.llmi.toolkit.imagegen.qwen.QwenImagePictures;
import io.llmi.toolkit.tool.Tool;
import io.llmi.toolkit.tool.ToolInvocation;
import io.llmi.toolkit.tool.ToolReply;

/** The tool that makes synthetic pictures. */
@ApplicationScoped
public class DiffusionTool implements Tool {
    private static final String PREFIX = "llmi.diffusion";
    private static final int MIN_SIDE = 256;
    private static final int MAX_SIDE = 1536;

    private final DiffusionConfig config;
    private final BackendChain<ImagePrompt> backends;
    private final ToolManifest manifest;

    /** @throws IllegalArgumentException with a message for the operator if a backend cannot be used as configured */
    @Inject
    public DiffusionTool(DiffusionConfig config, BackendSettings settings, ImageSanitizer sanitizer) {
        this.config = config;
        ModelPictures models = new ModelPictures(sanitizer, DigitalSourceType.TRAINED_ALGORITHMIC_MEDIA);
        this.backends = new BackendChain<>(
                new BackendMenu<ImagePrompt>(PREFIX + ".backends")
                        .offer(
                                OpenAiPictures.NAME,
                                () -> models.of(new OpenAiPictures(config.openai(), PREFIX + ".openai")))
                        .offer(ArkPictures.NAME, () -> models.of(new ArkPictures(config.ark(), PREFIX + ".ark")))
                        .offer(
                                QwenImagePictures.NAME,
                                () -> models.of(new QwenImagePictures(config.qwenImage(), PREFIX + ".qwen-image")))
                        .offer(ProceduralBackend.NAME, () -> new ProceduralBackend(config.caption()))
                        .offer(
                                Automatic1111Backend.NAME,
                                () -> models.of(Automatic1111Backend.generating(config.automatic1111())))
                        .offer(ComfyUiBackend.NAME, () -> models.of(ComfyUiBackend.generating(config.comfyui())))
                        .order(config.backends()),
                settings);
        this.manifest = DiffusionManifest.of(backends.names(), takesSteps(backends.names(), config));
    }

    private static boolean takesSteps(List<String> names, DiffusionConfig config) {
        return names.contains(QwenImagePictures.NAME)
                || names.contains(Automatic1111Backend.NAME)
                || names.contains(ComfyUiBackend.NAME)
                || names.contains(OpenAiPictures.NAME) && config.openai().flavour() != Flavour.OPENAI;
    }

    @Override
    public ToolManifest manifest() {
        return manifest;
    }

    @Override
    public ToolReply call(ToolInvocation invocation) throws InterruptedException {
        Optional<String> prompt = invocation.text("prompt");
        if (prompt.isEmpty()) {
            return ToolReply.failed(
                    FailureCode.BAD_REQUEST, "The diffusion tool needs a \"prompt\" that says what to paint.");
        }
        Optional<PictureSize> size = size(invocation);
        if (size.isEmpty()) {
            return ToolReply.failed(
                    FailureCode.BAD_REQUEST,
                    "The \"size\" has to be WIDTHxHEIGHT with both between 256 and 1536, for example 1024x768.");
        }
        ImagePrompt asked = new ImagePrompt(
                prompt.get().strip(),
                TagParameters.unwanted(invocation),
                size.get().width(),
                size.get().height(),
                TagParameters.steps(invocation),
                TagParameters.seed(invocation),
                invocation.work().description().strip());
        return backends.run(asked, invocation);
    }

    private Optional<PictureSize> size(ToolInvocation invocation) {
        return invocation
                .text("size")
                .map(text -> PictureSize.parse(text).filter(size -> size.equals(size.clamped(MIN_SIDE, MAX_SIDE))))
                .orElseGet(() -> Optional.of(new PictureSize(config.width(), config.height())));
    }
}
