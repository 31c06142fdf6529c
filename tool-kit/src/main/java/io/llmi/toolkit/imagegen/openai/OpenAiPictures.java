package io.llmi.toolkit.imagegen.openai;

import java.net.http.HttpRequest;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.toolkit.backend.Backend;
import io.llmi.toolkit.backend.BackendCall;
import io.llmi.toolkit.backend.BackendException;
import io.llmi.toolkit.imagegen.ImagePrompt;
import io.llmi.toolkit.imagegen.PictureSize;
import io.llmi.toolkit.tool.Previews;
import io.llmi.toolkit.tool.ToolReply;

/** Makes pictures by {@code POST /images/generations}. Thread-safe. */
public final class OpenAiPictures implements Backend<ImagePrompt> {
    public static final String NAME = ImagesClient.NAME;

    private final Dialect dialect;
    private final ImagesClient client;

    /**
     * @param setting the group of keys that the settings come from, for messages
     * @throws IllegalArgumentException with a message for the operator if they cannot be used
     */
    public OpenAiPictures(OpenAiImagesSettings settings, String setting) {
        this.dialect = new Dialect(settings);
        this.client = new ImagesClient(OpenAiServer.of(settings, setting));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String identity() {
        return "openai images %s %s".formatted(client, dialect);
    }

    @Override
    public ToolReply.Picture produce(ImagePrompt prompt, BackendCall call)
            throws BackendException, InterruptedException {
        long begin = System.nanoTime();
        PictureSize asked = new PictureSize(prompt.width(), prompt.height());
        ObjectNode body = dialect.fields(new Dialect.Wish(
                prompt.prompt(),
                prompt.unwanted(),
                Optional.of(dialect.nearest(asked)),
                prompt.steps(),
                prompt.seed()));
        boolean streaming = dialect.canStream() && call.previews() != Previews.NONE;
        if (streaming) {
            body.put("stream", true).put("partial_images", dialect.partialImages());
        }
        HttpRequest request = client.request("/images/generations")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
        ImagesClient.Made made = streaming ? client.makeStreaming(request, call) : client.make(request, call);
        return new ToolReply.Picture(
                made.bytes(), prompt.alt(), Disclosure.of(dialect, body, made, Optional.of(asked), begin));
    }
}
