package io.llmi.tool.code;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.events.FailureCode;
import io.llmi.events.Json;
import io.llmi.events.Provenance;
import io.llmi.events.ToolManifest;
import io.llmi.toolkit.image.ImageInspector.NotAnImageException;
import io.llmi.toolkit.image.provenance.DigitalSourceType;
import io.llmi.toolkit.tool.Tool;
import io.llmi.toolkit.tool.ToolInvocation;
import io.llmi.toolkit.tool.ToolReply;
import org.jboss.logging.Logger;

/** Draws charts by running Python that the planner wrote, in a sandbox or not at all. */
@ApplicationScoped
public class CodeTool implements Tool {
    private static final Logger LOG = Logger.getLogger(CodeTool.class);
    private static final String NAME = "code";
    private static final String BACKEND = "sandboxed-python";
    private static final String BARE_BACKEND = "python";
    private static final int MAX_CODE_IN_PROVENANCE = 16 * 1024;

    /** For starting the sandbox and for the picture afterwards, on top of what the program may take. */
    private static final int MARGIN_SECONDS = 5;

    private final CodeConfig config;
    private final CodeSandbox sandbox;

    @Inject
    public CodeTool(CodeConfig config, CodeSandbox sandbox) {
        this.config = config;
        this.sandbox = sandbox;
    }

    @Override
    public ToolManifest manifest() {
        return new ToolManifest(
                NAME,
                "Draws charts, plots and figures from data or mathematics with Python and matplotlib. Use it wherever"
                        + " numbers, proportions or functions are shown. plt, np, pd and sns are imported; there is no"
                        + " network and there are no files, so write the data into the program, and leave one figure.",
                json("""
                        {"type": "object", "required": ["code"], "additionalProperties": false,
                         "properties": {"code": {"type": "string",
                           "description": "A complete Python program that draws one matplotlib figure."}}}"""),
                List.of(json("""
                        {"source": "code", "description": "Bar chart of rainfall by season", "params": {"code":\
                         "seasons = ['Spring', 'Summer', 'Autumn', 'Winter']\\nrain = [180, 95, 240, 310]\\n\
                        plt.bar(seasons, rain)\\nplt.ylabel('Rainfall (mm)')\\nplt.title('Rainfall by season')"}}""")),
                false,
                List.of(config.allowRunningWithoutASandbox() ? BARE_BACKEND : BACKEND),
                config.timeoutSeconds() + MARGIN_SECONDS,
                Instant.EPOCH);
    }

    @Override
    public Optional<String> unavailable() {
        try {
            SandboxProbe probe = sandbox.probe();
            return probe.usable() ? Optional.empty() : Optional.of(String.join(" ", probe.problems()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("The check of the sandbox was interrupted.");
        }
    }

    @Override
    public ToolReply call(ToolInvocation invocation) throws InterruptedException {
        Optional<String> code = invocation.text("code").map(SourceCheck::unfenced);
        if (code.isEmpty()) {
            return ToolReply.failed(
                    FailureCode.BAD_REQUEST, "The code tool needs the parameter \"code\", a Python program.");
        }
        Optional<String> problem = SourceCheck.problem(code.get());
        if (problem.isPresent()) {
            return ToolReply.failed(FailureCode.BAD_REQUEST, sentence(problem.get()));
        }
        Optional<SandboxProber.Ready> ready = sandbox.ready();
        if (ready.isEmpty()) {
            return ToolReply.failed(
                    FailureCode.UNAVAILABLE,
                    "This system has no sandbox, so the program was not run. Its operator finds the reason in the log"
                            + " of the code tool.");
        }
        Duration patience = patience(invocation.deadline());
        if (patience.isZero()) {
            return ToolReply.failed(FailureCode.TIMEOUT, "No time was left to run the program.");
        }
        long start = System.nanoTime();
        ProgramResult result = ready.get().sandbox().run(code.get(), patience);
        long millis = (System.nanoTime() - start) / 1_000_000;
        LOG.infof("%s: %s after %d ms", invocation.call(), result.getClass().getSimpleName(), millis);
        return reply(result, invocation, code.get(), ready.get().interpreter(), millis);
    }

    /** Ends what waits for programs. */
    void close() {
        sandbox.close();
    }

    private ToolReply reply(
            ProgramResult result, ToolInvocation invocation, String code, Interpreter interpreter, long millis)
            throws InterruptedException {
        return switch (result) {
            case ProgramResult.Drawn drawn -> {
                try {
                    byte[] png = drawn.picture().encodedAnew(config.maxSidePixels());
                    String alt = AltText.of(drawn.data(), invocation.work().description());
                    yield new ToolReply.Picture(
                            png, alt, provenance(code, drawn.data(), interpreter, millis), drawn.warnings());
                } catch (NotAnImageException e) {
                    yield ToolReply.failed(
                            FailureCode.BAD_REQUEST,
                            "The program's picture was refused: %s.".formatted(e.getMessage()));
                }
            }
            case ProgramResult.Raised raised -> ToolReply.failed(FailureCode.BAD_REQUEST, describe(raised));
            case ProgramResult.NoPicture(String reason) -> ToolReply.failed(FailureCode.NO_OUTPUT, sentence(reason));
            case ProgramResult.TimedOut(String reason) -> ToolReply.failed(FailureCode.TIMEOUT, sentence(reason));
            case ProgramResult.Stopped(String reason) -> ToolReply.failed(FailureCode.BAD_REQUEST, sentence(reason));
            case ProgramResult.SandboxFault(String reason) -> {
                LOG.errorf("%s: %s", invocation.call(), reason);
                yield ToolReply.failed(FailureCode.BACKEND_ERROR, "The sandbox for the program did not start.");
            }
        };
    }

    private Provenance provenance(String code, ChartData data, Interpreter interpreter, long millis)
            throws InterruptedException {
        ObjectNode params = Json.mapper().createObjectNode();
        params.put(
                "code",
                code.length() <= MAX_CODE_IN_PROVENANCE
                        ? code
                        : code.substring(0, MAX_CODE_IN_PROVENANCE) + "\n# [cut here]");
        params.set("data", Json.mapper().valueToTree(data));
        return Provenance.madeBy(sandbox.probe().sandboxed() ? BACKEND : BARE_BACKEND, params)
                .withModel(interpreter.describe())
                .withSourceType(DigitalSourceType.ALGORITHMIC_MEDIA.term())
                .withDurationMs(millis);
    }

    private Duration patience(Instant deadline) {
        Duration left = Duration.between(Instant.now(), deadline);
        Duration own = Duration.ofSeconds(config.timeoutSeconds());
        if (left.isNegative()) {
            return Duration.ZERO;
        }
        return left.compareTo(own) < 0 ? left : own;
    }

    private static String describe(ProgramResult.Raised raised) {
        String where =
                raised.line().isPresent() ? "line %d: ".formatted(raised.line().getAsInt()) : "";
        return raised.message().isEmpty() ? where + raised.type() : where + raised.type() + ": " + raised.message();
    }

    private static String sentence(String reason) {
        return reason.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + reason.substring(1) + ".";
    }

    private static JsonNode json(String text) {
        try {
            return Json.mapper().readTree(text);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException("the manifest is valid JSON", e);
        }
    }
}
