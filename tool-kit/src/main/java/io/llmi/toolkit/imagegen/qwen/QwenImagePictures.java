package io.llmi.toolkit.imagegen.qwen;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.toolkit.backend.Backend;
import io.llmi.toolkit.backend.BackendCall;
import io.llmi.toolkit.backend.BackendException;
import io.llmi.toolkit.imagegen.ImagePrompt;
import io.llmi.toolkit.imagegen.PictureSize;
import io.llmi.toolkit.tool.ToolReply;

/** Makes pictures by {@code POST /generate/}. Thread-safe. */
public final class QwenImagePictures implements Backend<ImagePrompt> {
    public static final String NAME = QwenImageClient.NAME;
    /** The pipeline's latents have a side of a sixteenth. */
    private static final int STEP = 16;

    private final QwenImageClient client;

    /**
     * @param setting the group of keys that the settings come from, for messages
     * @throws IllegalArgumentException with a message for the operator if they cannot be used
     */
    public QwenImagePictures(QwenImageSettings settings, String setting) {
        this.client = new QwenImageClient(settings, setting);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String identity() {
        return "qwen-image pictures " + client;
    }

    @Override
    public ToolReply.Picture produce(ImagePrompt prompt, BackendCall call)
            throws BackendException, InterruptedException {
        long begin = System.nanoTime();
        PictureSize asked = new PictureSize(prompt.width(), prompt.height());
        PictureSize size = asked.inStepsOf(STEP);
        ObjectNode params = client.body(prompt.prompt(), prompt.unwanted(), prompt.steps());
        byte[] picture = client.make(
                "/generate/", params.deepCopy().put("width", size.width()).put("height", size.height()), call);
        params.put("size", size.toString());
        if (!size.equals(asked)) {
            params.put("asked_size", asked.toString());
        }
        return new ToolReply.Picture(picture, prompt.alt(), client.provenance(params, begin));
    }
}
