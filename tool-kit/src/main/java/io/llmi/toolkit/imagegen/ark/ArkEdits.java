package io.llmi.toolkit.imagegen.ark;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.toolkit.backend.Backend;
import io.llmi.toolkit.backend.BackendCall;
import io.llmi.toolkit.backend.BackendException;
import io.llmi.toolkit.imagegen.ImageEdit;
import io.llmi.toolkit.imagegen.Leftover;
import io.llmi.toolkit.imagegen.SourcePicture;
import io.llmi.toolkit.tool.ToolReply;

/** Edits pictures with SeedEdit, or with Seedream from 4.0. Thread-safe. */
public final class ArkEdits implements Backend<ImageEdit> {
    public static final String NAME = ArkClient.NAME;
    private static final SourcePicture.Limits LIMITS = new SourcePicture.Limits(2048 * 2048, 9 << 20);
    private static final int MAX_PICTURES = 10;

    private final ArkClient client;

    /**
     * @param setting the group of keys that the settings come from, for messages
     * @throws IllegalArgumentException with a message for the operator if they cannot be used
     */
    public ArkEdits(ArkSettings settings, String setting) {
        this.client = new ArkClient(settings, setting);
        if (!client.model().canEdit()) {
            throw new IllegalArgumentException(
                    "%s.model is %s, which cannot edit; doubao-seededit-3-0-i2i-250628 and seedream from 4.0 can."
                            .formatted(setting, settings.model()));
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String identity() {
        return "ark edits " + client;
    }

    @Override
    public ToolReply.Picture produce(ImageEdit edit, BackendCall call) throws BackendException, InterruptedException {
        long begin = System.nanoTime();
        boolean single = client.model() == ArkModel.SEEDEDIT;
        List<SourcePicture> sources = new ArrayList<>();
        int count = Math.min(single ? 1 : MAX_PICTURES, edit.sources().size());
        for (byte[] source : edit.sources().subList(0, count)) {
            sources.add(SourcePicture.fitting(source, LIMITS));
        }
        String size =
                single ? "adaptive" : client.nearest(sources.getFirst().size()).toString();
        ObjectNode body = client.body(edit.prompt(), edit.unwanted(), size, edit.seed());
        if (sources.size() == 1) {
            body.put("image", sources.getFirst().dataUri());
        } else {
            var images = body.putArray("image");
            sources.forEach(source -> images.add(source.dataUri()));
        }
        ArkClient.Made made = client.make(body, call);
        return new ToolReply.Picture(
                made.bytes(),
                edit.alt(),
                client.provenance(body, made, Optional.empty(), begin),
                Leftover.warning(count, edit.sources().size()));
    }
}
