package io.llmi.tool.code;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.llmi.events.CallId;
import io.llmi.events.JobId;
import io.llmi.events.Json;
import io.llmi.events.ToolCall;
import io.llmi.toolkit.tool.ToolInvocation;
import io.llmi.toolkit.tool.ToolReply;
import io.smallrye.config.SmallRyeConfigBuilder;

/** A code tool on this machine's real Python and sandbox; without them a test fails and says what to install. */
final class CodeFixture {
    private static final Path SCRIPTS = Path.of("python").toAbsolutePath();

    private static final CallId CALL = CallId.parse(
            JobId.timeOrdered(Instant.parse("2026-01-01T00:00:00Z")).value() + "/0/0");

    private CodeFixture() {}

    static CodeConfig config(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(CodeConfig.class)
                .withDefaultValues(values)
                .build()
                .getConfigMapping(CodeConfig.class);
    }

    /** The interpreter that the preparation script makes, once per machine. */
    static String python() throws IOException, InterruptedException {
        var output = Command.run(List.of("sh", SCRIPTS.resolve("prepare.sh").toString()), Duration.ofMinutes(10));
        if (output.exitCode() != 0) {
            throw new AssertionError("the Python environment could not be prepared:\n" + output.err());
        }
        return output.out().lines().toList().getLast();
    }

    static Command.Output sandboxScript(String... arguments) throws IOException, InterruptedException {
        var command = new java.util.ArrayList<>(
                List.of("sh", SCRIPTS.resolve("sandbox.sh").toString()));
        command.addAll(List.of(arguments));
        return Command.run(command, Duration.ofMinutes(5));
    }

    static CodeTool tool(Map<String, String> values) throws IOException, InterruptedException {
        var script = sandboxScript();
        if (script.exitCode() != 0) {
            throw new AssertionError("there is no sandbox on this machine:\n" + script.err());
        }
        var all = new java.util.HashMap<>(values);
        all.put("llmi.code.python", python());
        CodeConfig config = config(all);
        return new CodeTool(config, new CodeSandbox(config));
    }

    static ToolInvocation invocation(String code, Duration patience) {
        var params = Json.mapper().createObjectNode().put("code", code);
        return new ToolInvocation(
                CALL,
                new ToolCall("code", "A picture", params),
                List.of(),
                Optional.empty(),
                Instant.now().plus(patience),
                1);
    }

    static ToolReply run(CodeTool tool, String code) throws InterruptedException {
        return tool.call(invocation(code, Duration.ofSeconds(60)));
    }

    /** Whether a process whose command line holds the marker is alive anywhere on the machine. */
    static boolean alive(String marker) {
        return ProcessHandle.allProcesses()
                .map(process -> Path.of("/proc", String.valueOf(process.pid()), "cmdline"))
                .anyMatch(file -> {
                    try {
                        return Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1)
                                .contains(marker);
                    } catch (IOException e) {
                        return false;
                    }
                });
    }
}
