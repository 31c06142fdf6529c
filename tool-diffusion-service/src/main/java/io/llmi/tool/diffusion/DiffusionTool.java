package io.llmi.tool.diffusion;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmi.events.FailureCode;
import io.llmi.events.ToolManifest;
import io.llmi.toolkit.backend.BackendChain;
import io.llmi.toolkit.backend.BackendSettings;
import io.llmi.toolkit.imagegen.BackendMenu;
import io.llmi.toolkit.imagegen.ImagePrompt;
import io.llmi.toolkit.tool.Tool;
import io.llmi.toolkit.tool.ToolInvocation;
import io.llmi.toolkit.tool.ToolReply;

/** The tool that makes synthetic pictures. */
@ApplicationScoped
public class DiffusionTool implements Tool {
    private static final Pattern SIZE = Pattern.compile("\\s*(\\d{1,5})\\s*[xX*×]\\s*(\\d{1,5})\\s*");
    private static final int MIN_SIDE = 256;
    private static final int MAX_SIDE = 1536;
    private static final int MAX_STEPS = 150;

    private final DiffusionConfig config;
    private final BackendChain<ImagePrompt> backends;
    private final ToolManifest manifest;

    /** @throws IllegalArgumentException with a message for the operator if a backend cannot be used as configured */
    @Inject
    public DiffusionTool(DiffusionConfig config, BackendSettings settings) {
        this.config = config;
        this.backends = new BackendChain<>(
                new BackendMenu<ImagePrompt>("llmi.diffusion.backends")
                        .offer(ProceduralBackend.NAME, () -> new ProceduralBackend(config.caption()))
                        .order(config.backends()),
                settings);
        this.manifest = DiffusionManifest.of(backends.names());
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
        Optional<Size> size = size(invocation);
        if (size.isEmpty()) {
            return ToolReply.failed(
                    FailureCode.BAD_REQUEST,
                    "The \"size\" has to be WIDTHxHEIGHT with both between 256 and 1536, for example 1024x768.");
        }
        JsonNode seed = invocation.work().params().path("seed");
        JsonNode steps = invocation.work().params().path("steps");
        ImagePrompt asked = new ImagePrompt(
                prompt.get().strip(),
                invocation.text("negative_prompt").map(String::strip).orElse(""),
                size.get().width(),
                size.get().height(),
                steps.canConvertToInt() ? Optional.of(Math.clamp(steps.intValue(), 1, MAX_STEPS)) : Optional.empty(),
                seed.canConvertToLong() ? seed.longValue() : invocation.derivedSeed(),
                invocation.work().description().strip());
        return backends.run(asked, invocation);
    }

    private record Size(int width, int height) {}

    private Optional<Size> size(ToolInvocation invocation) {
        Optional<String> text = invocation.text("size");
        if (text.isEmpty()) {
            return Optional.of(new Size(config.width(), config.height()));
        }
        Matcher matcher = SIZE.matcher(text.get());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int width = Integer.parseInt(matcher.group(1));
        int height = Integer.parseInt(matcher.group(2));
        boolean bounded = Math.min(width, height) >= MIN_SIDE && Math.max(width, height) <= MAX_SIDE;
        return bounded ? Optional.of(new Size(width, height)) : Optional.empty();
    }
}
