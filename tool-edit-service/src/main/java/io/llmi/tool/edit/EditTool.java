package io.llmi.tool.edit;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.events.FailureCode;
import io.llmi.events.Provenance;
import io.llmi.events.ToolManifest;
import io.llmi.toolkit.backend.BackendChain;
import io.llmi.toolkit.backend.BackendSettings;
import io.llmi.toolkit.image.ImageSanitizer;
import io.llmi.toolkit.image.provenance.DigitalSourceType;
import io.llmi.toolkit.imagegen.BackendMenu;
import io.llmi.toolkit.imagegen.ImageEdit;
import io.llmi.toolkit.imagegen.ModelPictures;
import io.llmi.toolkit.imagegen.TagParameters;
import io.llmi.toolkit.imagegen.ark.ArkEdits;
import io.llmi.toolkit.imagegen.automatic1111.Automatic1111Backend;
import io.llmi.toolkit.imagegen.comfyui.ComfyUiBackend;
import io.llmi.toolkit.imagegen.openai.OpenAiEdits;
import io.llmi.toolkit.imagegen.qwen.QwenImageEdits;
import io.llmi.toolkit.tool.Tool;
import io.llmi.toolkit.tool.ToolInvocation;
import io.llmi.toolkit.tool.ToolReply;

/** The tool that changes an earlier picture. */
@ApplicationScoped
public class EditTool implements Tool {
    private static final String PREFIX = "llmi.edit";

    private final BackendChain<ImageEdit> backends;
    private final ToolManifest manifest;

    /** @throws IllegalArgumentException with a message for the operator if a backend cannot be used as configured */
    @Inject
    public EditTool(EditConfig config, BackendSettings settings, ImageSanitizer sanitizer) {
        ModelPictures models = new ModelPictures(sanitizer, DigitalSourceType.COMPOSITE_WITH_TRAINED_ALGORITHMIC_MEDIA);
        this.backends = new BackendChain<>(
                new BackendMenu<ImageEdit>(PREFIX + ".backends")
                        .offer(OpenAiEdits.NAME, () -> models.of(new OpenAiEdits(config.openai(), PREFIX + ".openai")))
                        .offer(ArkEdits.NAME, () -> models.of(new ArkEdits(config.ark(), PREFIX + ".ark")))
                        .offer(
                                QwenImageEdits.NAME,
                                () -> models.of(new QwenImageEdits(config.qwenImage(), PREFIX + ".qwen-image")))
                        .offer(
                                ClassicalBackend.NAME,
                                () -> new ClassicalBackend(config.maxSide(), config.maxSourcePixels()))
                        .offer(
                                Automatic1111Backend.NAME,
                                () -> models.of(Automatic1111Backend.editing(config.automatic1111())))
                        .offer(ComfyUiBackend.NAME, () -> models.of(ComfyUiBackend.editing(config.comfyui())))
                        .order(config.backends()),
                settings);
        this.manifest = EditManifest.of(backends.names());
    }

    @Override
    public ToolManifest manifest() {
        return manifest;
    }

    @Override
    public ToolReply call(ToolInvocation invocation) throws InterruptedException {
        if (invocation.inputs().isEmpty()) {
            return ToolReply.failed(
                    FailureCode.BAD_REFERENCE, "There is no picture to edit: \"img_index\" has to name one.");
        }
        Optional<String> instruction = invocation.text("prompt");
        if (instruction.isEmpty()) {
            return ToolReply.failed(
                    FailureCode.BAD_REQUEST, "The edit tool needs a \"prompt\" that says what to change.");
        }
        ImageEdit asked = new ImageEdit(
                invocation.inputs(),
                instruction.get().strip(),
                TagParameters.unwanted(invocation),
                TagParameters.steps(invocation),
                TagParameters.seed(invocation),
                invocation.work().description().strip());
        return switch (backends.run(asked, invocation)) {
            case ToolReply.Picture picture -> referred(picture, invocation);
            case ToolReply.Failed failed -> failed;
        };
    }

    /** Which picture it was is known here only: the backends see the pictures themselves. */
    private static ToolReply.Picture referred(ToolReply.Picture picture, ToolInvocation invocation) {
        Provenance provenance = picture.provenance();
        ObjectNode params = provenance.params().deepCopy();
        invocation.work().imageIndex().ifPresent(index -> params.put("img_index", index));
        return new ToolReply.Picture(
                picture.bytes(),
                picture.alt(),
                provenance.withParams(params).withDerivedFrom(invocation.derivedFrom()),
                picture.warnings());
    }
}
