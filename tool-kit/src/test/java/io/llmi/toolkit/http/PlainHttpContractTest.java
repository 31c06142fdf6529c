package io.llmi.toolkit.http;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;

import javax.imageio.ImageIO;

import io.llmi.events.Json;
import io.llmi.events.Provenance;
import io.llmi.toolkit.backend.Backend;
import io.llmi.toolkit.backend.BackendCall;
import io.llmi.toolkit.backend.BackendException;
import io.llmi.toolkit.contract.BackendContract;
import io.llmi.toolkit.contract.ProtocolServer;
import io.llmi.toolkit.image.ImageInspector;
import io.llmi.toolkit.tool.ToolReply;

/** The simplest client that there can be, so that the suite and the HTTP layer are tested without any protocol. */
class PlainHttpContractTest extends BackendContract<String, ProtocolServer> {
    @Override
    protected ProtocolServer startServer() {
        return new ProtocolServer() {
            @Override
            protected Reply answer(Exchange exchange) {
                if (!exchange.method().equals("POST") || !exchange.path().equals("/picture")) {
                    throw new Violation("no such route");
                }
                return Reply.bytes("image/png", png());
            }
        };
    }

    @Override
    protected Backend<String> backend(URI base) {
        return new Backend<>() {
            private final BackendHttp http = new BackendHttp("plain");

            @Override
            public String name() {
                return "plain";
            }

            @Override
            public String identity() {
                return base.toString();
            }

            @Override
            public ToolReply.Picture produce(String request, BackendCall call)
                    throws BackendException, InterruptedException {
                HttpRequest post = HttpRequest.newBuilder(base.resolve("/picture"))
                        .header("Authorization", "Bearer " + SECRET)
                        .POST(HttpRequest.BodyPublishers.ofString(request))
                        .build();
                BackendHttp.Answer answer = http.send(post, 1 << 20, call.deadline());
                if (!answer.isSuccess()) {
                    throw HttpFailures.of(name(), answer, "", Clock.systemUTC());
                }
                if (ImageInspector.sniff(answer.body()).isEmpty()) {
                    throw BackendException.garbage("The plain backend answered no picture.");
                }
                return new ToolReply.Picture(
                        answer.body(),
                        request,
                        Provenance.madeBy(name(), Json.mapper().createObjectNode()));
            }
        };
    }

    @Override
    protected String request() {
        return "a tide";
    }

    private static byte[] png() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB), "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
