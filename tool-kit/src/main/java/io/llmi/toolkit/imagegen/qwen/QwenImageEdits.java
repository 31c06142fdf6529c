package io.llmi.toolkit.imagegen.qwen;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.toolkit.backend.Backend;
import io.llmi.toolkit.backend.BackendCall;
import io.llmi.toolkit.backend.BackendException;
import io.llmi.toolkit.imagegen.ImageEdit;
import io.llmi.toolkit.imagegen.Leftover;
import io.llmi.toolkit.imagegen.SourcePicture;
import io.llmi.toolkit.tool.ToolReply;

/** Edits one picture by {@code POST /edit/}; the model decides the size. Thread-safe. */
public final class QwenImageEdits implements Backend<ImageEdit> {
    public static final String NAME = QwenImageClient.NAME;
    private static final SourcePicture.Limits LIMITS = new SourcePicture.Limits(1536 * 1536, 20 << 20);

    private final QwenImageClient client;

    /**
     * @param setting the group of keys that the settings come from, for messages
     * @throws IllegalArgumentException with a message for the operator if they cannot be used
     */
    public QwenImageEdits(QwenImageSettings settings, String setting) {
        this.client = new QwenImageClient(settings, setting);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String identity() {
        return "qwen-image edits " + client;
    }

    @Override
    public ToolReply.Picture produce(ImageEdit edit, BackendCall call) throws BackendException, InterruptedException {
        long begin = System.nanoTime();
        SourcePicture source = SourcePicture.fitting(edit.source(), LIMITS);
        ObjectNode params = client.body(edit.prompt(), edit.unwanted(), edit.steps());
        byte[] picture = client.make("/edit/", params.deepCopy().put("image_b64", source.base64()), call);
        return new ToolReply.Picture(
                picture,
                edit.alt(),
                client.provenance(params, begin),
                Leftover.warning(1, edit.sources().size()));
    }
}
