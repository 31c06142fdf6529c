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
import io.llmi.toolkit.contract.TestConfig;
import io.llmi.toolkit.tool.ToolInvocation;
import io.llmi.toolkit.tool.ToolReply;

/** A code tool on this machine's real Python and sandbox; without them a test fails and says what to install. */
final class CodeFixture {
    private static final Path SCRIPTS = Path.of("python").toAbsolutePath();

    private static final CallId CALL = CallId.parse(
            JobId.timeOrdered(Instant.parse("2026-01-01T00:00:00Z")).value() + "/0/0");

    private CodeFixture() {}

    static CodeConfig config(Map<String, String> values) {
        return TestConfig.of(CodeConfig.class, values);
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

    /** Configuration with this machine's Python, where a sandbox can be had. */
    static CodeConfig realConfig(Map<String, String> values) throws IOException, InterruptedException {
        var script = sandboxScript();
        if (script.exitCode() != 0) {
            throw new AssertionError("there is no sandbox on this machine:\n" + script.err());
        }
        var all = new java.util.HashMap<>(values);
        all.put("llmi.code.python", python());
        return config(all);
    }

    static CodeTool tool(Map<String, String> values) throws IOException, InterruptedException {
        CodeConfig config = realConfig(values);
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

    /** Processes of this one that are inside a sandbox for a program; waiting interpreters are none. */
    static List<Long> guests() {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> !commandLine(process).contains("/runner/zygote.py") || isForked(process))
                .filter(process -> commandLine(process).contains("/runner/"))
                .map(ProcessHandle::pid)
                .toList();
    }

    /** A waiting interpreter's parent is bubblewrap; what it forks has the same command line. */
    private static boolean isForked(ProcessHandle process) {
        return process.parent()
                .map(parent -> commandLine(parent).startsWith(commandLine(process)))
                .orElse(false);
    }

    static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(
                    Path.of("/proc", String.valueOf(process.pid()), "cmdline"),
                    java.nio.charset.StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            // It has ended.
            return "";
        }
    }
}
