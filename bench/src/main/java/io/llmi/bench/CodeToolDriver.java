package io.llmi.bench;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.llmi.bench.ChartPrograms.ChartProgram;
import io.llmi.events.CallId;
import io.llmi.events.JobId;
import io.llmi.events.Json;
import io.llmi.events.ToolCall;
import io.llmi.tool.code.CodeConfig;
import io.llmi.tool.code.CodeSandbox;
import io.llmi.tool.code.CodeTool;
import io.llmi.toolkit.tool.ToolInvocation;
import io.llmi.toolkit.tool.ToolReply;
import io.smallrye.config.SmallRyeConfigBuilder;

/** The code tool as its service runs it, from the program to the encoded picture with its alt text and numbers. */
final class CodeToolDriver implements AutoCloseable {
    private final CodeSandbox sandbox;
    private final CodeTool tool;
    private final CallId call = CallId.parse(JobId.timeOrdered(Instant.now()).value() + "/0/0");

    /** @param mode as the setting {@code llmi.code.mode} */
    CodeToolDriver(String mode, String python) throws IOException, InterruptedException {
        CodeConfig config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(CodeConfig.class)
                .withDefaultValues(Map.of("llmi.code.mode", mode, "llmi.code.python", python))
                .build()
                .getConfigMapping(CodeConfig.class);
        sandbox = new CodeSandbox(config);
        tool = new CodeTool(config, sandbox);
        var probe = sandbox.probe();
        if (!probe.sandboxed() || probe.prewarmed() != mode.equals("prewarmed")) {
            throw new IOException("the %s mode does not work here: %s".formatted(mode, probe.problems()));
        }
    }

    /** @throws IOException if the reply is no picture */
    void draw(ChartProgram program) throws IOException, InterruptedException {
        var params = Json.mapper().createObjectNode().put("code", program.code());
        ToolReply reply = tool.call(new ToolInvocation(
                call,
                new ToolCall("code", "A chart", params),
                List.of(),
                Optional.empty(),
                Instant.now().plus(Duration.ofMinutes(1)),
                1));
        if (!(reply instanceof ToolReply.Picture)) {
            throw new IOException("%s was not drawn: %s".formatted(program.name(), reply));
        }
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
