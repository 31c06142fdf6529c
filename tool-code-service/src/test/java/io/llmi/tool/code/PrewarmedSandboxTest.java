package io.llmi.tool.code;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import io.llmi.events.FailureCode;
import io.llmi.toolkit.tool.ToolReply;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static io.llmi.tool.code.CodeFixture.run;
import static org.assertj.core.api.Assertions.assertThat;

/** What happens to the interpreter that programs are forked from. */
class PrewarmedSandboxTest {
    private static final String CHART = "plt.plot([1, 2])";

    private CodeTool tool;

    @AfterEach
    void stop() {
        tool.close();
        Awaitility.await().untilAsserted(() -> assertThat(zygotes()).isEmpty());
    }

    @Test
    void shouldStartAnotherWhenInterpreterWasKilled() throws Exception {
        tool = CodeFixture.tool(Map.of());
        run(tool, CHART);
        Set<Long> first = zygotes();
        first.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
        Awaitility.await().untilAsserted(() -> assertThat(zygotes()).doesNotContainAnyElementsOf(first));

        ToolReply reply = run(tool, CHART);

        assertThat(reply).isInstanceOf(ToolReply.Picture.class);
        assertThat(zygotes()).isNotEmpty();
    }

    @Test
    void shouldFailTypedWhenInterpreterDiesDuringCall() throws Exception {
        tool = CodeFixture.tool(Map.of());
        run(tool, CHART);
        CompletableFuture<ToolReply> reply = inBackground("import time\ntime.sleep(60)");
        Awaitility.await().until(() -> !CodeFixture.guests().isEmpty());

        zygotes().forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));

        ToolReply.Failed failed = (ToolReply.Failed) reply.get(20, TimeUnit.SECONDS);
        assertThat(failed.failure().code()).isEqualTo(FailureCode.BACKEND_ERROR);
        Awaitility.await().untilAsserted(() -> assertThat(CodeFixture.guests()).isEmpty());
    }

    @Test
    void shouldReplaceInterpreterWhenItHasRunItsShare() throws Exception {
        tool = CodeFixture.tool(Map.of("llmi.code.prewarmed-max-programs", "2"));
        run(tool, CHART);
        Set<Long> first = zygotes();

        Awaitility.await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
            assertThat(run(tool, CHART)).isInstanceOf(ToolReply.Picture.class);
            assertThat(zygotes()).isNotEmpty().doesNotContainAnyElementsOf(first);
        });
    }

    @Test
    void shouldEndProgramWhenCallerIsInterrupted() throws Exception {
        tool = CodeFixture.tool(Map.of());
        run(tool, CHART);
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        Thread caller = Thread.ofVirtual().start(() -> {
            try {
                run(tool, "while True: pass");
                interrupted.complete(false);
            } catch (InterruptedException e) {
                interrupted.complete(true);
            }
        });
        Awaitility.await().until(() -> !CodeFixture.guests().isEmpty());

        caller.interrupt();

        assertThat(interrupted.get(5, TimeUnit.SECONDS)).isTrue();
        Awaitility.await().untilAsserted(() -> assertThat(CodeFixture.guests()).isEmpty());
    }

    @Test
    void shouldGiveEachProgramItsOwnRandomNumbersAndProcessesWhenManyRunAtOnce() throws Exception {
        tool = CodeFixture.tool(Map.of("llmi.code.max-processes", "8"));
        List<Callable<ToolReply>> calls = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            calls.add(() -> run(tool, """
                    import os, random, time
                    for i in range(3):
                        if os.fork() == 0:
                            time.sleep(60)
                    time.sleep(0.5)
                    raise RuntimeError('%s %s' % (random.random(), np.random.rand()))
                    """));
        }

        Set<String> numbers = new HashSet<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var reply : threads.invokeAll(calls)) {
                String message = ((ToolReply.Failed) reply.get()).failure().message();
                assertThat(message).contains("RuntimeError: 0.");
                numbers.addAll(
                        List.of(message.replaceFirst(".*RuntimeError: ", "").split(" ")));
            }
        }

        assertThat(numbers).hasSize(12);
    }

    @Test
    void shouldFallBackToStrictAndSayWhyWhenInterpreterCannotWait() throws Exception {
        CodeConfig config = CodeFixture.realConfig(Map.of());
        SandboxFiles files = SandboxFiles.write();
        java.nio.file.Files.writeString(files.runner().resolve("zygote.py"), "raise SystemExit('not on this machine')");

        SandboxProber.Outcome outcome =
                new SandboxProber(config, Host.current(), System.getenv(), files, new Launcher()).probe();

        assertThat(outcome.probe().usable()).isTrue();
        assertThat(outcome.probe().sandboxed()).isTrue();
        assertThat(outcome.probe().prewarmed()).isFalse();
        assertThat(outcome.probe().problems())
                .singleElement()
                .asString()
                .contains("starts cold")
                .contains("not on this machine");
        tool = new CodeTool(config, new CodeSandbox(config));
    }

    private CompletableFuture<ToolReply> inBackground(String code) {
        CompletableFuture<ToolReply> reply = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                reply.complete(run(tool, code));
            } catch (InterruptedException e) {
                reply.completeExceptionally(e);
            }
        });
        return reply;
    }

    private static Set<Long> zygotes() {
        Set<Long> guests = new HashSet<>(CodeFixture.guests());
        return new HashSet<>(ProcessHandle.current()
                .descendants()
                .filter(process -> !guests.contains(process.pid()))
                .filter(process -> CodeFixture.commandLine(process).contains("/runner/zygote.py"))
                .map(ProcessHandle::pid)
                .toList());
    }
}
