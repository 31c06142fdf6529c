package io.llmi.toolkit.tool;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.llmi.events.FailureCode;
import io.llmi.events.ToolFailure;
import io.llmi.toolkit.backend.BackendChain;
import io.llmi.toolkit.backend.TestBackendSettings;
import io.llmi.toolkit.contract.Fault;
import io.llmi.toolkit.contract.PlainHttpBackend;
import io.llmi.toolkit.contract.ProtocolServer;
import io.llmi.toolkit.queue.ShareQueue.Disposition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static io.llmi.toolkit.tool.HandlerBench.delivery;
import static io.llmi.toolkit.tool.HandlerBench.request;
import static org.assertj.core.api.Assertions.assertThat;

/** A call that nobody wants any more is given up all the way down to the backend's connection. */
class CancellationTest {
    @TempDir
    Path directory;

    private HandlerBench bench;
    private ProtocolServer server;

    @BeforeEach
    void open() {
        bench = new HandlerBench(directory);
        server = new ProtocolServer() {
            @Override
            protected Reply answer(Exchange exchange) {
                return Reply.bytes("image/png", Tools.png());
            }
        };
        server.fail(new Fault.Hang());
    }

    @AfterEach
    void close() throws Exception {
        bench.close();
        server.close();
    }

    @Test
    void shouldCloseTheBackendsConnectionWhenTheJobIsStopped() throws Exception {
        ToolCallHandler handler = bench.handler(tool(30));
        Future<Disposition> call = bench.threads().submit(() -> handler.handle(delivery(request(List.of()), 1)));
        Awaitility.await().until(() -> server.calls() == 1);

        bench.stopJob();

        assertThat(call.get(10, TimeUnit.SECONDS)).isEqualTo(Disposition.ACCEPT);
        assertThat(((ToolFailure) bench.results().getFirst().outcome()).code()).isEqualTo(FailureCode.CANCELLED);
        Awaitility.await().until(() -> server.closedEarly() == 1);
        assertThat(server.calls()).isEqualTo(1);
    }

    @Test
    void shouldCloseTheBackendsConnectionWhenTheToolsTimeIsUp() throws Exception {
        bench.handler(tool(1)).handle(delivery(request(List.of()), 1));

        assertThat(((ToolFailure) bench.results().getFirst().outcome()).code()).isEqualTo(FailureCode.TIMEOUT);
        Awaitility.await().until(() -> server.closedEarly() == 1);
        assertThat(server.calls()).isEqualTo(1);
    }

    private Tool tool(int timeoutSeconds) {
        var chain =
                new BackendChain<>(List.of(new PlainHttpBackend(server.base(), "sk-test")), new TestBackendSettings());
        return Tools.tool(
                timeoutSeconds, call -> chain.run(new PlainHttpBackend.Ask("a tide", call.derivedSeed()), call));
    }
}
