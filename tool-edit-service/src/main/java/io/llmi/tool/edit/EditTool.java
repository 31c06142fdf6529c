package io.llmi.tool.edit;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.events.FailureCode;
import io.llmi.events.Provenance;
import io.llmi.events.ToolManifest;
import io.llmi.toolkit.backend.BackendChain;
import io.llmi.toolkit.backend.BackendSettings;
import io.llmi.toolkit.imagegen.BackendMenu;
import io.llmi.toolkit.imagegen.ImageEdit;
import io.llmi.toolkit.tool.Tool;
import io.llmi.toolkit.tool.ToolInvocation;
import io.llmi.toolkit.tool.ToolReply;

/** The tool that changes an earlier picture. */
@ApplicationScoped
public class EditTool implements Tool {
    private static final int MAX_STEPS = 150;

    private final BackendChain<ImageEdit> backends;
    private final ToolManifest manifest;

    /** @throws IllegalArgumentException with a message for the operator if a backend cannot be used as configured */
    @Inject
    public EditTool(EditConfig config, BackendSettings settings) {
        this.backends = new BackendChain<>(
                new BackendMenu<ImageEdit>("llmi.edit.backends")
                        .offer(
                                ClassicalBackend.NAME,
                                () -> new ClassicalBackend(config.maxSide(), config.maxSourcePixels()))
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
        JsonNode seed = invocation.work().params().path("seed");
        JsonNode steps = invocation.work().params().path("steps");
        ImageEdit asked = new ImageEdit(
                invocation.inputs(),
                instruction.get().strip(),
                invocation.text("negative_prompt").map(String::strip).orElse(""),
                steps.canConvertToInt() ? Optional.of(Math.clamp(steps.intValue(), 1, MAX_STEPS)) : Optional.empty(),
                seed.canConvertToLong() ? seed.longValue() : invocation.derivedSeed(),
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
