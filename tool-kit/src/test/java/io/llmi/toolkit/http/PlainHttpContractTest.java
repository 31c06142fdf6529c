package io.llmi.toolkit.http;

import java.net.URI;

import io.llmi.toolkit.backend.Backend;
import io.llmi.toolkit.contract.BackendContract;
import io.llmi.toolkit.contract.PlainHttpBackend;
import io.llmi.toolkit.contract.ProtocolServer;
import io.llmi.toolkit.tool.Tools;

/** The contract itself, on the simplest backend there can be: what it finds here is a fault of {@link BackendHttp}. */
class PlainHttpContractTest extends BackendContract<PlainHttpBackend.Ask, ProtocolServer> {
    @Override
    protected ProtocolServer startServer() {
        return new ProtocolServer() {
            @Override
            protected Reply answer(Exchange exchange) {
                if (!exchange.method().equals("POST") || !exchange.path().equals("/picture")) {
                    throw new Violation("no such route");
                }
                return Reply.bytes("image/png", Tools.png(64, 64, 0));
            }
        };
    }

    @Override
    protected Backend<PlainHttpBackend.Ask> backend(URI base) {
        return new PlainHttpBackend(base, SECRET);
    }

    @Override
    protected PlainHttpBackend.Ask request() {
        return new PlainHttpBackend.Ask("a tide", 1);
    }
}
