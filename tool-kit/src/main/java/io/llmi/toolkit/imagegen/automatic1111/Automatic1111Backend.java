package io.llmi.toolkit.imagegen.automatic1111;

import java.util.Base64;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.events.Json;
import io.llmi.events.Provenance;
import io.llmi.toolkit.backend.Backend;
import io.llmi.toolkit.backend.BackendCall;
import io.llmi.toolkit.backend.BackendException;
import io.llmi.toolkit.imagegen.ImageEdit;
import io.llmi.toolkit.imagegen.ImagePrompt;
import io.llmi.toolkit.imagegen.Order;
import io.llmi.toolkit.tool.ToolReply;

/** Makes pictures with the web UI of AUTOMATIC1111 or Forge: txt2img, and img2img for edits. Thread-safe. */
public final class Automatic1111Backend<Q> implements Backend<Q> {
    /** What {@code llmi.diffusion.backends} and {@code llmi.edit.backends} call it. */
    public static final String NAME = WebUiClient.NAME;

    private static final long SEED_BITS = 0xffff_ffffL;

    private final Automatic1111Settings settings;
    private final WebUiClient client;
    private final Reading<Q> reading;

    /** How a request becomes an order. */
    @FunctionalInterface
    private interface Reading<Q> {
        Order order(Q request) throws BackendException;
    }

    private Automatic1111Backend(String group, Automatic1111Settings settings, Reading<Q> reading) {
        this.settings = settings;
        this.reading = reading;
        this.client = new WebUiClient(group, settings);
    }

    /**
     * Makes pictures from prompts.
     *
     * @throws IllegalArgumentException if a setting cannot be used; the message says which
     */
    public static Backend<ImagePrompt> generating(Automatic1111Settings settings) {
        return new Automatic1111Backend<>(
                "llmi.diffusion.automatic1111", settings, request -> Order.of(request, settings.steps()));
    }

    /**
     * Changes pictures.
     *
     * @throws IllegalArgumentException if a setting cannot be used; the message says which
     */
    public static Backend<ImageEdit> editing(Automatic1111Settings settings) {
        return new Automatic1111Backend<>(
                "llmi.edit.automatic1111", settings, request -> Order.of(request, settings.steps()));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String identity() {
        return "automatic1111 %s model=%s cfg=%s sampler=%s scheduler=%s denoise=%s"
                .formatted(
                        client.address(),
                        settings.model().orElse(""),
                        settings.cfg(),
                        settings.sampler(),
                        settings.scheduler(),
                        settings.denoise());
    }

    @Override
    public ToolReply.Picture produce(Q request, BackendCall call) throws BackendException, InterruptedException {
        long begin = System.nanoTime();
        Order order = reading.order(request);
        WebUiAnswer answer = new WebUiTask(client, call, settings.previewInterval())
                .make(order.source().isPresent() ? "img2img" : "txt2img", body(order));
        Provenance provenance = Provenance.madeBy(name(), params(order, answer))
                .withDurationMs((System.nanoTime() - begin) / 1_000_000);
        return new ToolReply.Picture(
                answer.picture(),
                order.alt(),
                answer.model().or(settings::model).map(provenance::withModel).orElse(provenance),
                order.warnings());
    }

    /** Every field that decides the picture, because the server's own defaults differ by version and by user. */
    private ObjectNode body(Order order) {
        ObjectNode body = Json.mapper().createObjectNode();
        body.put("prompt", order.prompt())
                .put("negative_prompt", order.unwanted())
                .put("seed", order.seed() & SEED_BITS)
                .put("steps", order.steps())
                .put("cfg_scale", settings.cfg())
                .put("width", order.canvas().width())
                .put("height", order.canvas().height())
                .put("sampler_name", settings.sampler())
                .put("scheduler", settings.scheduler())
                .put("batch_size", 1)
                .put("n_iter", 1)
                .put("send_images", true)
                .put("save_images", false);
        body.putArray("styles");
        order.source()
                .ifPresentOrElse(
                        source -> {
                            body.putArray("init_images").add(Base64.getEncoder().encodeToString(source));
                            body.put("denoising_strength", settings.denoise()).put("include_init_images", false);
                        },
                        () -> body.put("enable_hr", false));
        settings.model().ifPresent(model -> {
            body.putObject("override_settings").put("sd_model_checkpoint", model);
            // Loading weights takes longer than a picture: the server keeps them for the next one.
            body.put("override_settings_restore_afterwards", false);
        });
        return body;
    }

    private ObjectNode params(Order order, WebUiAnswer answer) {
        ObjectNode params = Json.mapper().createObjectNode();
        params.put("prompt", order.prompt());
        if (!order.unwanted().isEmpty()) {
            params.put("negative_prompt", order.unwanted());
        }
        params.put("size", order.canvas().toString())
                // As a text: JavaScript clients would round a 64-bit number.
                .put("seed", Long.toString(answer.seed().orElse(order.seed() & SEED_BITS)))
                .put("steps", order.steps())
                .put("cfg", settings.cfg())
                .put("sampler", settings.sampler())
                .put("scheduler", settings.scheduler());
        if (order.source().isPresent()) {
            params.put("denoise", settings.denoise());
        }
        return params;
    }
}
