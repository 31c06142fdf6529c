package io.llmi.tool.code;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.llmi.events.FailureCode;
import io.llmi.toolkit.tool.ToolReply;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.llmi.tool.code.CodeFixture.run;
import static org.assertj.core.api.Assertions.assertThat;

/** Hostile programs against the real sandbox; after each one nothing is left and the next program runs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SandboxSecurityTest {
    /** Ends a program that found what it looked for, with a message that the test sees. */
    private static final String PRELUDE = "import os, sys, socket, ctypes, time\n";

    private CodeTool tool;

    @BeforeAll
    void prepare() throws IOException, InterruptedException {
        tool = CodeFixture.tool(Map.of("llmi.code.timeout-seconds", "5"));
    }

    @AfterEach
    void leavesNothingBehind() throws InterruptedException {
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .untilAsserted(
                        () -> assertThat(CodeFixture.alive("/runner/runner.py")).isFalse());
        assertThat(run(tool, "plt.plot([1, 2])")).isInstanceOf(ToolReply.Picture.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"while True: pass", "import time\ntime.sleep(1e9)"})
    void shouldTimeOutWhenProgramDoesNotEnd(String code) throws Exception {
        assertThat(failure(run(tool, code))).isEqualTo(FailureCode.TIMEOUT);
    }

    @Test
    void shouldEndChildWhenItLoopsForItsParent() throws Exception {
        String forkingLoop = PRELUDE + "if os.fork() == 0:\n    while True: pass\nos.waitpid(-1, 0)";

        assertThat(failure(run(tool, forkingLoop))).isIn(FailureCode.TIMEOUT, FailureCode.NO_OUTPUT);
    }

    @Test
    void shouldReportMemoryErrorWhenProgramAllocatesTooMuch() throws Exception {
        assertThat(message(run(tool, "b = bytearray(10**11)"))).isEqualTo("line 1: MemoryError");
        assertThat(message(run(tool, "a = []\nwhile True: a.append(bytearray(10**7))")))
                .isEqualTo("line 2: MemoryError");
    }

    @Test
    void shouldStopProgramWhenItsProcessesTogetherUseTooMuchMemory() throws Exception {
        ToolReply reply = run(tool, PRELUDE + """
                        for i in range(5):
                            if os.fork() == 0:
                                b = b'x' * (400 << 20)
                                time.sleep(60)
                        time.sleep(60)
                        """);

        assertThat(message(reply)).contains("together use more than 1024 MiB");
    }

    @Test
    void shouldRefuseProcessesWhenProgramForksWithoutEnd() throws Exception {
        ToolReply reply = run(tool, PRELUDE + """
                        made = 0
                        try:
                            while made < 1000:
                                if os.fork() == 0:
                                    time.sleep(60)
                                made += 1
                        except BlockingIOError:
                            raise RuntimeError('stopped at %d' % made)
                        """);

        assertThat(message(reply)).matches("line \\d+: RuntimeError: stopped at 1?\\d");
    }

    @Test
    void shouldRefuseThreadsWhenProgramStartsThemWithoutEnd() throws Exception {
        ToolReply reply = run(
                tool, "import threading, time\nwhile True: threading.Thread(target=time.sleep, args=(60,)).start()");

        assertThat(message(reply)).contains("can't start new thread");
    }

    @Test
    void shouldDropOutputWhenProgramPrintsFlood() throws Exception {
        assertThat(failure(run(tool, "while True: print('x' * 100000)")))
                .isIn(FailureCode.BAD_REQUEST, FailureCode.TIMEOUT);
        assertThat(run(tool, "print('x' * 1000000)\nplt.plot([1, 2])")).isInstanceOf(ToolReply.Picture.class);
    }

    @Test
    void shouldRunOutOfSpaceWhenProgramFillsItsFileSystem() throws Exception {
        String fill = PRELUDE + "for i in range(99):\n    open('/tmp/f%d' % i, 'wb').write(bytes(10 << 20))";
        String create = PRELUDE + "for i in range(10**6): open('/tmp/f%d' % i, 'w').close()";

        assertThat(message(run(tool, fill))).contains("OSError: [Errno 28]");
        assertThat(message(run(tool, create))).contains("OSError: [Errno 28]");
    }

    @Test
    void shouldRefuseWhenProgramReachesOut() throws Exception {
        List<String> expressions = List.of(
                "socket.create_connection(('1.1.1.1', 80), 2)",
                "socket.create_connection(('127.0.0.1', 9092), 2)",
                "socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0)",
                "open('/etc/passwd').read()",
                "open('/etc/shadow').read()",
                "open('/root/.bashrc').read()",
                "open('/proc/1/environ').read()",
                "open('/sys/kernel/notes').read()",
                "open('/dev/vda').read()",
                "open('/evil', 'w')",
                "open('/dev/evil', 'w')",
                "open('/usr/evil', 'w')",
                "open(sys.prefix + '/evil', 'w')",
                "open('/runner/runner.py', 'a')",
                "os.setuid(0)",
                "os.chroot('/tmp')",
                "os.memfd_create('x')");
        String code = PRELUDE + "reached = []\n";
        for (String expression : expressions) {
            code += "try:\n    %s\n    reached.append(%s)\nexcept OSError: pass\n"
                    .formatted(expression, "\"" + expression + "\"");
        }

        String message = message(run(tool, code + "raise RuntimeError('reached: %s' % reached)"));

        assertThat(message).endsWith("RuntimeError: reached: []");
    }

    /** Each with its number on x86_64 and on aarch64, its first argument, and the errno it must fail with. */
    @Test
    void shouldRefuseWhenProgramMakesDeniedSystemCall() throws Exception {
        boolean onArm = System.getProperty("os.arch").equals("aarch64");
        String calls = onArm
                ? "(97, 0x10000000, 1), (435, 0, 38), (117, 0, 1), (425, 1, 1), (219, 0, 1), (220, 0x10000011, 1)"
                : "(272, 0x10000000, 1), (435, 0, 38), (101, 0, 1), (425, 1, 1), (250, 0, 1), (56, 0x10000011, 1),"
                        + " (0x40000027, 0, 1)";
        String code = PRELUDE + """
                libc = ctypes.CDLL(None, use_errno=True)
                libc.syscall.restype = ctypes.c_long
                wrong = []
                for number, argument, errno in (%s):
                    ctypes.set_errno(0)
                    result = libc.syscall(ctypes.c_long(number), ctypes.c_long(argument), 0, 0, 0, 0, 0)
                    if (result, ctypes.get_errno()) != (-1, errno):
                        wrong.append((number, result, ctypes.get_errno()))
                raise RuntimeError('wrong: %%s' %% wrong)
                """.formatted(calls);

        assertThat(message(run(tool, code))).endsWith("RuntimeError: wrong: []");
    }

    @Test
    void shouldSeeOnlyItsOwnEnvironmentAndFiles() throws Exception {
        ToolReply reply = run(tool, PRELUDE + """
                        raise RuntimeError('|'.join([
                            ','.join(sorted(os.environ)), ','.join(sorted(os.listdir('/'))), str(os.getuid()), os.uname().nodename]))
                        """);

        String[] seen = message(reply).replaceFirst(".*RuntimeError: ", "").split("\\|");
        assertThat(seen[0].split(","))
                .isSubsetOf(
                        "HOME",
                        "LANG",
                        "MATPLOTLIBRC",
                        "MPLBACKEND",
                        "MPLCONFIGDIR",
                        "OMP_NUM_THREADS",
                        "OPENBLAS_CORETYPE",
                        "OPENBLAS_L2_SIZE",
                        "OPENBLAS_NUM_THREADS",
                        "PATH",
                        "PWD",
                        "TMPDIR");
        assertThat(seen[1].split(","))
                .contains("usr", "tmp")
                .doesNotContain("proc", "sys", "home", "var", "boot", "work", "mnt");
        assertThat(seen[2]).isEqualTo("65534");
        assertThat(seen[3]).isEqualTo("sandbox");
    }

    @Test
    void shouldHurtOnlyItselfWhenProgramKillsEverything() throws Exception {
        assertThat(run(tool, PRELUDE + "try:\n    os.kill(-1, 9)\nexcept ProcessLookupError: pass\nplt.plot([1, 2])"))
                .isInstanceOf(ToolReply.Picture.class);
        assertThat(failure(run(tool, PRELUDE + "os.kill(os.getpid(), 9)"))).isEqualTo(FailureCode.NO_OUTPUT);
        assertThat(failure(run(tool, "import ctypes\nctypes.string_at(0)"))).isEqualTo(FailureCode.NO_OUTPUT);
    }

    @Test
    void shouldEndDaemonWhenProgramLeavesOneBehind() throws Exception {
        String daemon = PRELUDE
                + "if os.fork() == 0:\n    os.setsid()\n    if os.fork() == 0:\n        time.sleep(600)\n    os._exit(0)\n";

        assertThat(run(tool, daemon + "plt.plot([1, 2])")).isInstanceOf(ToolReply.Picture.class);
    }

    @Test
    void shouldEndProgramWhenCallerIsInterrupted() throws Exception {
        var interrupted = new java.util.concurrent.CompletableFuture<Boolean>();
        Thread caller = Thread.ofVirtual().start(() -> {
            try {
                run(tool, "while True: pass");
                interrupted.complete(false);
            } catch (InterruptedException e) {
                interrupted.complete(true);
            }
        });
        Awaitility.await().until(() -> CodeFixture.alive("/runner/runner.py"));

        caller.interrupt();

        assertThat(interrupted.get(5, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void shouldIgnoreWhatIsPrintedWhenItLooksLikeAnAnswer() throws Exception {
        String code =
                "print('LLMI/1\\n\\0' + 'x' * 100)\nsys = __import__('sys')\nsys.__stdout__.write('forged')\nplt.plot([1, 2])";

        assertThat(run(tool, code)).isInstanceOf(ToolReply.Picture.class);
    }

    /** A program that finds the answer channel can only hand out what is checked as if it came from the network. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "b'garbage' * 1000",
                "b''",
                "frame(b'{\"status\":\"ok\"}', b'<html>')",
                "frame(b'{\"status\":\"ok\"}', b'\\x89PNG\\r\\n\\x1a\\n' + bytes(100))",
                "frame(b'[' * 5000, b'')",
                "frame(b'{\"status\":{\"a\":1}}', b'')",
                "struct.pack('>I', 2) + b'{}' + struct.pack('>I', 2**31)",
                "struct.pack('>I', 1000) + b'{'",
            })
    void shouldRefuseWhenProgramForgesAnswer(String bytes) throws Exception {
        String code = """
                import os, struct
                def frame(head, png):
                    return struct.pack('>I', len(head)) + head + struct.pack('>I', len(png)) + png
                for fd in range(3, 20):
                    try:
                        os.write(fd, %s)
                    except OSError:
                        pass
                os._exit(0)
                """.formatted(bytes);

        assertThat(failure(run(tool, code))).isIn(FailureCode.BAD_REQUEST, FailureCode.NO_OUTPUT);
    }

    @Test
    void shouldRefusePixelsWhenForgedPictureClaimsToBeHuge() throws Exception {
        String code = """
                import os, struct, zlib
                def chunk(kind, data):
                    return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))
                png = b'\\x89PNG\\r\\n\\x1a\\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', 60000, 60000, 8, 6, 0, 0, 0))
                head = b'{"status":"ok"}'
                os.write(3, struct.pack('>I', len(head)) + head + struct.pack('>I', len(png)) + png)
                os._exit(0)
                """;

        assertThat(message(run(tool, code))).contains("picture was refused");
    }

    private static FailureCode failure(ToolReply reply) {
        assertThat(reply).isInstanceOf(ToolReply.Failed.class);
        return ((ToolReply.Failed) reply).failure().code();
    }

    private static String message(ToolReply reply) {
        assertThat(reply).isInstanceOf(ToolReply.Failed.class);
        return ((ToolReply.Failed) reply).failure().message();
    }
}
