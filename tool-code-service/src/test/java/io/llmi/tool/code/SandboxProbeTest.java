package io.llmi.tool.code;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.llmi.events.FailureCode;
import io.llmi.toolkit.tool.ToolReply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class SandboxProbeTest {
    @Test
    void shouldDescribeMachineWhenEverythingIsThere() throws Exception {
        assertThat(CodeFixture.sandboxScript().exitCode()).isZero();
        var probe = new CodeSandbox(CodeFixture.config(Map.of("llmi.code.python", CodeFixture.python()))).probe();

        assertThat(probe.usable()).isTrue();
        assertThat(probe.sandboxed()).isTrue();
        assertThat(probe.seccomp()).isTrue();
        assertThat(probe.bwrap().orElseThrow()).matches("\\d+\\.\\d+.*");
        assertThat(probe.matplotlib())
                .hasValueSatisfying(version -> assertThat(version).startsWith("3."));
        assertThat(probe.problems()).isEmpty();
    }

    @Test
    void shouldRefuseToRunWhenBubblewrapIsMissing() throws Exception {
        CodeConfig config = CodeFixture.config(
                Map.of("llmi.code.python", CodeFixture.python(), "llmi.code.bwrap", "/nonexistent/bwrap"));
        CodeSandbox sandbox = new CodeSandbox(config);

        ToolReply reply = CodeFixture.run(new CodeTool(config, sandbox), "plt.plot([1, 2])");

        assertThat(((ToolReply.Failed) reply).failure().code()).isEqualTo(FailureCode.UNAVAILABLE);
        assertThat(sandbox.probe().problems()).anyMatch(problem -> problem.contains("sandbox.sh"));
    }

    @Test
    void shouldRunBareWhenOperatorAllowsIt() throws Exception {
        CodeConfig config = CodeFixture.config(Map.of(
                "llmi.code.python", CodeFixture.python(),
                "llmi.code.bwrap", "/nonexistent/bwrap",
                "llmi.code.allow-running-without-a-sandbox", "true"));
        CodeSandbox sandbox = new CodeSandbox(config);

        ToolReply reply = CodeFixture.run(new CodeTool(config, sandbox), "plt.plot([1, 2])");

        assertThat(((ToolReply.Picture) reply).provenance().backend()).isEqualTo("python");
        assertThat(sandbox.probe().sandboxed()).isFalse();
    }

    @Test
    void shouldReportFaultAsRetryableWhenSandboxDoesNotComeUp(@TempDir Path dir) throws Exception {
        Path broken = Files.writeString(dir.resolve("broken"), "#!/bin/sh\necho no namespaces here >&2\nexit 1\n");
        assertThat(broken.toFile().setExecutable(true)).isTrue();
        Sandbox sandbox = new ProcessSandbox(
                new Launcher(),
                new Launch(List.of(broken.toString()), Map.of(), "/tmp", 16),
                Limits.of(CodeFixture.config(Map.of())));

        ProgramResult result = sandbox.run("x = 1", java.time.Duration.ofSeconds(10));

        assertThat(result).isEqualTo(new ProgramResult.SandboxFault("the sandbox did not come up: no namespaces here"));
    }

    @Test
    void shouldSayWhatToDoWhenPythonLacksMatplotlib(@TempDir Path dir) throws Exception {
        Path python = Files.writeString(
                dir.resolve("python"), "#!/bin/sh\necho '{\"missing\":[\"seaborn\"],\"prefixes\":[]}'\n");
        assertThat(python.toFile().setExecutable(true)).isTrue();

        var found = new InterpreterFinder(Optional.of(python.toString()), Map.of()).find();

        assertThat(found.interpreter()).isEmpty();
        assertThat(found.problems()).hasSize(2).last().asString().contains("prepare.sh");
        assertThat(found.problems().getFirst()).endsWith("lacks seaborn.");
    }

    @Test
    void shouldFindWhatPrepareScriptMadeWhenNothingIsConfigured() throws Exception {
        String prepared = CodeFixture.python();

        var finder = new InterpreterFinder(Optional.empty(), System.getenv());

        assertThat(finder.preparedDirectory().orElseThrow().resolve("bin/python"))
                .hasToString(prepared);
        assertThat(finder.find().interpreter().orElseThrow().fontCaches()).isNotEmpty();
    }

    @Test
    void shouldReadKernelVersion() {
        assertThat(Host.isSince514("6.18.44-x")).isTrue();
        assertThat(Host.isSince514("5.14.0")).isTrue();
        assertThat(Host.isSince514("5.10.0-30-amd64")).isFalse();
        assertThat(Host.isSince514("odd")).isFalse();
    }
}
