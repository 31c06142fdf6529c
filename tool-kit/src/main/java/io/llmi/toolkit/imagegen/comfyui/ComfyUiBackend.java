package io.llmi.toolkit.imagegen.comfyui;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.events.Json;
import io.llmi.events.Provenance;
import io.llmi.toolkit.backend.Backend;
import io.llmi.toolkit.backend.BackendCall;
import io.llmi.toolkit.backend.BackendException;
import io.llmi.toolkit.http.Said;
import io.llmi.toolkit.imagegen.ImageEdit;
import io.llmi.toolkit.imagegen.ImagePrompt;
import io.llmi.toolkit.imagegen.Order;
import io.llmi.toolkit.tool.ToolReply;

/** Makes pictures with one workflow on a ComfyUI server. Thread-safe. */
public final class ComfyUiBackend<Q> implements Backend<Q> {
    /** What {@code llmi.diffusion.backends} and {@code llmi.edit.backends} call it. */
    public static final String NAME = ComfyUiClient.NAME;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    /** Inputs of loader nodes that name the weights. */
    private static final List<String> WEIGHTS = List.of("ckpt_name", "unet_name", "model_name");

    private final ComfyUiSettings settings;
    private final Workflow workflow;
    private final ComfyUiClient client;
    private final Reading<Q> reading;

    /** How a request becomes an order. */
    @FunctionalInterface
    private interface Reading<Q> {
        Order order(Q request) throws BackendException;
    }

    private ComfyUiBackend(ComfyUiSettings settings, Purpose purpose, Workflow workflow, Reading<Q> reading) {
        if (workflow.uses(Placeholder.MODEL) && settings.model().isEmpty()) {
            throw new IllegalArgumentException(
                    "The ComfyUI workflow %s needs a checkpoint: set %s.model to one that the server lists."
                            .formatted(workflow.name(), purpose.settings()));
        }
        this.settings = settings;
        this.workflow = workflow;
        this.reading = reading;
        this.client = new ComfyUiClient(settings, purpose);
    }

    /**
     * Makes pictures from prompts.
     *
     * @throws IllegalArgumentException if the workflow cannot be used or a setting is missing; the message says which
     */
    public static Backend<ImagePrompt> generating(ComfyUiSettings settings) {
        Workflow workflow = Workflow.load(settings.workflow(), Purpose.GENERATE);
        return new ComfyUiBackend<>(
                settings, Purpose.GENERATE, workflow, request -> Order.of(request, settings.steps()));
    }

    /**
     * Changes pictures.
     *
     * @throws IllegalArgumentException if the workflow cannot be used or a setting is missing; the message says which
     */
    public static Backend<ImageEdit> editing(ComfyUiSettings settings) {
        Workflow workflow = Workflow.load(settings.workflow(), Purpose.EDIT);
        return new ComfyUiBackend<>(settings, Purpose.EDIT, workflow, request -> Order.of(request, settings.steps()));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String identity() {
        return "comfyui %s %s cfg=%s sampler=%s scheduler=%s denoise=%s model=%s"
                .formatted(
                        client.address(),
                        UUID.nameUUIDFromBytes(workflow.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                        settings.cfg(),
                        settings.sampler(),
                        settings.scheduler(),
                        settings.denoise(),
                        settings.model().orElse(""));
    }

    @Override
    public ToolReply.Picture produce(Q request, BackendCall call) throws BackendException, InterruptedException {
        long begin = System.nanoTime();
        Order order = reading.order(request);
        Map<Placeholder, JsonNode> values = values(order);
        Run.Made made = new Run(client, call, settings.pollInterval())
                .make(imageName -> filled(values, imageName), order.source().map(Upload::new));
        return new ToolReply.Picture(
                made.bytes(),
                order.alt(),
                provenance(order, values).withDurationMs((System.nanoTime() - begin) / 1_000_000),
                warnings(order, made));
    }

    private static List<String> warnings(Order order, Run.Made made) {
        List<String> warnings = new ArrayList<>(order.warnings());
        made.dropped().stream()
                .limit(1)
                .forEach(line -> warnings.add("ComfyUI left out a part of the workflow: " + Said.trimmed(line)));
        return warnings;
    }

    private ObjectNode filled(Map<Placeholder, JsonNode> values, String imageName) {
        Map<Placeholder, JsonNode> all = new EnumMap<>(values);
        all.put(Placeholder.IMAGE, JSON.textNode(imageName));
        return workflow.fill(all);
    }

    private Map<Placeholder, JsonNode> values(Order order) {
        Map<Placeholder, JsonNode> values = new EnumMap<>(Placeholder.class);
        values.put(Placeholder.PROMPT, JSON.textNode(order.prompt()));
        values.put(Placeholder.NEGATIVE_PROMPT, JSON.textNode(order.unwanted()));
        values.put(Placeholder.SEED, JSON.numberNode(order.seed()));
        values.put(Placeholder.WIDTH, JSON.numberNode(order.canvas().width()));
        values.put(Placeholder.HEIGHT, JSON.numberNode(order.canvas().height()));
        values.put(Placeholder.STEPS, JSON.numberNode(order.steps()));
        values.put(Placeholder.CFG, JSON.numberNode(settings.cfg()));
        values.put(Placeholder.SAMPLER, JSON.textNode(settings.sampler()));
        values.put(Placeholder.SCHEDULER, JSON.textNode(settings.scheduler()));
        values.put(Placeholder.DENOISE, JSON.numberNode(settings.denoise()));
        settings.model().ifPresent(model -> values.put(Placeholder.MODEL, JSON.textNode(model)));
        return values;
    }

    /** Names what the workflow really left open, and nothing that it fixed itself. */
    private Provenance provenance(Order order, Map<Placeholder, JsonNode> values) {
        ObjectNode params = Json.mapper().createObjectNode();
        params.put("workflow", workflow.name());
        params.put("prompt", order.prompt());
        if (!order.unwanted().isEmpty() && workflow.uses(Placeholder.NEGATIVE_PROMPT)) {
            params.put("negative_prompt", order.unwanted());
        }
        if (workflow.uses(Placeholder.WIDTH) && workflow.uses(Placeholder.HEIGHT)) {
            params.put("size", order.canvas().toString());
        }
        // As a text: JavaScript clients would round a 64-bit number.
        params.put("seed", Long.toString(order.seed()));
        for (Placeholder setting : List.of(
                Placeholder.STEPS, Placeholder.CFG, Placeholder.SAMPLER, Placeholder.SCHEDULER, Placeholder.DENOISE)) {
            if (workflow.uses(setting)) {
                params.set(setting.key(), values.get(setting));
            }
        }
        Provenance provenance = Provenance.madeBy(name(), params);
        return weights(filled(values, "")).map(provenance::withModel).orElse(provenance);
    }

    private static Optional<String> weights(ObjectNode graph) {
        return graph.properties().stream()
                .map(node -> node.getValue().path("inputs"))
                .flatMap(inputs -> WEIGHTS.stream().map(inputs::path))
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .findFirst();
    }
}
