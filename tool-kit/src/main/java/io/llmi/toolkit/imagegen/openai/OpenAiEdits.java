package io.llmi.toolkit.imagegen.openai;

import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.toolkit.backend.Backend;
import io.llmi.toolkit.backend.BackendCall;
import io.llmi.toolkit.backend.BackendException;
import io.llmi.toolkit.http.MultipartForm;
import io.llmi.toolkit.imagegen.ImageEdit;
import io.llmi.toolkit.imagegen.Leftover;
import io.llmi.toolkit.imagegen.PictureSize;
import io.llmi.toolkit.imagegen.SourcePicture;
import io.llmi.toolkit.tool.Previews;
import io.llmi.toolkit.tool.ToolReply;

/** Edits pictures by {@code POST /images/edits}, a form with the pictures as files. Thread-safe. */
public final class OpenAiEdits implements Backend<ImageEdit> {
    public static final String NAME = ImagesClient.NAME;
    private static final SourcePicture.Limits OPENAI_LIMITS = new SourcePicture.Limits(2048 * 2048, 40 << 20);
    /** Models of one's own work at about a megapixel and take the memory for what they are given. */
    private static final SourcePicture.Limits OWN_LIMITS = new SourcePicture.Limits(1536 * 1536, 20 << 20);

    private static final int MAX_FILES = 16;

    private final Dialect dialect;
    private final ImagesClient client;

    /**
     * @param setting the group of keys that the settings come from, for messages
     * @throws IllegalArgumentException with a message for the operator if they cannot be used
     */
    public OpenAiEdits(OpenAiImagesSettings settings, String setting) {
        this.dialect = new Dialect(settings);
        this.client = new ImagesClient(OpenAiServer.of(settings, setting));
        if (!dialect.canEdit()) {
            throw new IllegalArgumentException("%s.model is %s, which cannot edit a whole picture; gpt-image-1 can."
                    .formatted(setting, dialect.model().orElse("")));
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String identity() {
        return "openai edits %s %s".formatted(client, dialect);
    }

    @Override
    public ToolReply.Picture produce(ImageEdit edit, BackendCall call) throws BackendException, InterruptedException {
        long begin = System.nanoTime();
        List<SourcePicture> sources = sources(edit);
        ObjectNode fields = dialect.fields(new Dialect.Wish(
                edit.prompt(), edit.unwanted(), size(sources.getFirst().size()), edit.steps(), edit.seed()));
        dialect.inputFidelity().ifPresent(fidelity -> fields.put("input_fidelity", fidelity));
        boolean streaming = dialect.canStream() && call.previews() != Previews.NONE;
        if (streaming) {
            fields.put("stream", true).put("partial_images", dialect.partialImages());
        }
        HttpRequest request =
                form(fields, sources).postedBy(client.request("/images/edits")).build();
        ImagesClient.Made made = streaming ? client.makeStreaming(request, call) : client.make(request, call);
        return new ToolReply.Picture(
                made.bytes(),
                edit.alt(),
                Disclosure.of(dialect, fields, made, Optional.empty(), begin),
                Leftover.warning(sources.size(), edit.sources().size()));
    }

    private List<SourcePicture> sources(ImageEdit edit) throws BackendException {
        SourcePicture.Limits limits = switch (dialect.flavour()) {
            case OPENAI -> OPENAI_LIMITS;
            case VLLM_OMNI, SGLANG -> OWN_LIMITS;
        };
        List<SourcePicture> sources = new ArrayList<>();
        for (byte[] source :
                edit.sources().subList(0, Math.min(MAX_FILES, edit.sources().size()))) {
            sources.add(SourcePicture.fitting(source, limits));
        }
        return sources;
    }

    /** vLLM-Omni takes the first picture's size by itself; the others have a default that has nothing to do with it. */
    private Optional<PictureSize> size(PictureSize source) {
        return switch (dialect.flavour()) {
            case VLLM_OMNI -> Optional.empty();
            case OPENAI, SGLANG -> Optional.of(dialect.nearest(source));
        };
    }

    private MultipartForm form(ObjectNode fields, List<SourcePicture> sources) {
        MultipartForm form = new MultipartForm();
        fields.properties()
                .forEach(field -> form.field(field.getKey(), field.getValue().asText()));
        boolean several = sources.size() > 1 && dialect.flavour() != Flavour.VLLM_OMNI;
        for (int i = 0; i < sources.size(); i++) {
            SourcePicture source = sources.get(i);
            form.file(several ? "image[]" : "image", source.filename(i), source.mediaType(), source.bytes());
        }
        return form;
    }
}
