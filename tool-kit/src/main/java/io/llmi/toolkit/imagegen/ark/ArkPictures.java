package io.llmi.toolkit.imagegen.ark;

import java.util.Optional;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.toolkit.backend.Backend;
import io.llmi.toolkit.backend.BackendCall;
import io.llmi.toolkit.backend.BackendException;
import io.llmi.toolkit.imagegen.ImagePrompt;
import io.llmi.toolkit.imagegen.PictureSize;
import io.llmi.toolkit.tool.ToolReply;

/** Makes pictures with Seedream. Thread-safe. */
public final class ArkPictures implements Backend<ImagePrompt> {
    public static final String NAME = ArkClient.NAME;

    private final ArkClient client;

    /**
     * @param setting the group of keys that the settings come from, for messages
     * @throws IllegalArgumentException with a message for the operator if they cannot be used
     */
    public ArkPictures(ArkSettings settings, String setting) {
        this.client = new ArkClient(settings, setting);
        if (!client.model().canMake()) {
            throw new IllegalArgumentException("%s.model is %s, which only edits; a seedream model makes pictures."
                    .formatted(setting, settings.model()));
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String identity() {
        return "ark pictures " + client;
    }

    @Override
    public ToolReply.Picture produce(ImagePrompt prompt, BackendCall call)
            throws BackendException, InterruptedException {
        long begin = System.nanoTime();
        PictureSize asked = new PictureSize(prompt.width(), prompt.height());
        ObjectNode body = client.body(
                prompt.prompt(), prompt.unwanted(), client.nearest(asked).toString(), prompt.seed());
        ArkClient.Made made = client.make(body, call);
        return new ToolReply.Picture(
                made.bytes(), prompt.alt(), client.provenance(body, made, Optional.of(asked), begin));
    }
}
