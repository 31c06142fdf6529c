package io.llmi.toolkit.contract;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;

import io.llmi.events.Json;
import io.llmi.events.Provenance;
import io.llmi.toolkit.backend.Backend;
import io.llmi.toolkit.backend.BackendCall;
import io.llmi.toolkit.backend.BackendException;
import io.llmi.toolkit.http.BackendHttp;
import io.llmi.toolkit.http.HttpFailures;
import io.llmi.toolkit.image.ImageInspector;
import io.llmi.toolkit.tool.ToolReply;

/** The simplest backend there can be: posts the prompt to {@code /picture} and takes the answer for the picture. */
public final class PlainHttpBackend implements Backend<PlainHttpBackend.Ask> {
    private final BackendHttp http = new BackendHttp("plain");
    private final URI base;
    private final String key;

    /** What it is asked. */
    public record Ask(String prompt, long seed) {}

    public PlainHttpBackend(URI base, String key) {
        this.base = base;
        this.key = key;
    }

    @Override
    public String name() {
        return "plain";
    }

    @Override
    public String identity() {
        return base.toString();
    }

    @Override
    public ToolReply.Picture produce(Ask request, BackendCall call) throws BackendException, InterruptedException {
        HttpRequest post = HttpRequest.newBuilder(base.resolve("/picture"))
                .header("Authorization", "Bearer " + key)
                .header("Idempotency-Key", call.idempotencyKey())
                .POST(HttpRequest.BodyPublishers.ofString(request.prompt()))
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
                request.prompt(),
                Provenance.madeBy(name(), Json.mapper().createObjectNode()));
    }
}
