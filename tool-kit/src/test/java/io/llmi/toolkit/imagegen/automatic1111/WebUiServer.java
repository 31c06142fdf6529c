package io.llmi.toolkit.imagegen.automatic1111;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.events.Json;
import io.llmi.toolkit.contract.ProtocolServer;
import io.llmi.toolkit.image.ImageInspector;

/**
 * An AUTOMATIC1111 web UI without models. A picture whose request a {@code Hang} fault holds is, to everyone who asks for
 * its progress, what {@link #held} says.
 */
final class WebUiServer extends ProtocolServer {
    static final String MODEL = "dreamshaper_8.safetensors";
    static final int LAST_PREVIEW = 2;

    private static final Set<String> COMMON = Set.of(
            "prompt",
            "negative_prompt",
            "seed",
            "steps",
            "cfg_scale",
            "width",
            "height",
            "sampler_name",
            "scheduler",
            "batch_size",
            "n_iter",
            "styles",
            "send_images",
            "save_images",
            "override_settings",
            "override_settings_restore_afterwards",
            "force_task_id");
    private static final Set<String> OF_TXT2IMG = Set.of("enable_hr");
    private static final Set<String> OF_IMG2IMG = Set.of("init_images", "denoising_strength", "include_init_images");

    /** How the server stands to the last task that was sent. */
    enum Place {
        RUNNING,
        WAITING,
        UNKNOWN
    }

    private final byte[] picture;
    private final byte[] preview;
    private final String credentials;
    private final List<JsonNode> asked = new CopyOnWriteArrayList<>();
    private final AtomicInteger interrupts = new AtomicInteger();
    private final AtomicInteger questions = new AtomicInteger();

    volatile Place held = Place.RUNNING;
    /** After so many questions a waiting task runs. */
    volatile int runsAfter = Integer.MAX_VALUE;

    volatile boolean hasWebUi = true;
    volatile boolean brokenOff;
    volatile boolean returnsGrid;
    volatile boolean returnsMaps;
    volatile boolean returnsDataUris;
    volatile boolean isModern = true;

    WebUiServer(byte[] picture, byte[] preview, String login) {
        this.picture = picture;
        this.preview = preview;
        this.credentials = "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    }

    /** Bodies of the requests for pictures that were well formed. */
    List<JsonNode> asked() {
        return asked;
    }

    /** How often whatever runs was interrupted. */
    int interrupts() {
        return interrupts.get();
    }

    /** How often somebody asked for progress. */
    int questions() {
        return questions.get();
    }

    @Override
    protected boolean isWork(Exchange exchange) {
        return exchange.path().matches("/sdapi/v1/(txt|img)2img");
    }

    @Override
    protected Reply refusal(String message) {
        return error(422, "RequestValidationError", "", "");
    }

    @Override
    protected Reply answer(Exchange exchange) {
        if (exchange.path().startsWith("/sdapi/")
                && !exchange.header("authorization").equals(Optional.of(credentials))) {
            throw new Violation("no credentials");
        }
        return switch (exchange.method() + " " + exchange.path()) {
            case "POST /sdapi/v1/txt2img" -> picture(json(exchange), OF_TXT2IMG);
            case "POST /sdapi/v1/img2img" -> picture(json(exchange), OF_IMG2IMG);
            case "POST /internal/progress" -> progress(json(exchange));
            case "GET /sdapi/v1/progress" -> globalProgress(exchange);
            case "POST /sdapi/v1/interrupt" -> {
                interrupts.incrementAndGet();
                yield Reply.json(200, "{}");
            }
            default -> throw new Violation("no such route");
        };
    }

    private Reply picture(JsonNode body, Set<String> special) {
        body.fieldNames().forEachRemaining(field -> {
            if (!COMMON.contains(field) && !special.contains(field)) {
                throw new Violation("unknown field " + field);
            }
        });
        for (String field : List.of("seed", "steps", "width", "height", "batch_size", "n_iter")) {
            if (!body.path(field).isIntegralNumber()) {
                throw new Violation(field + " left to the server's defaults");
            }
        }
        if (!body.path("cfg_scale").isNumber()
                || body.path("scheduler").asText().isEmpty()) {
            throw new Violation("sampling left to the server's defaults");
        }
        if (body.path("width").intValue() % 8 != 0 || body.path("height").intValue() % 8 != 0) {
            throw new Violation("a size that is no multiple of 8");
        }
        if (body.path("steps").intValue() > 150) {
            return Reply.json(
                    422,
                    "{\"detail\":[{\"loc\":[\"body\",\"steps\"],\"msg\":\"ensure this value is less than or equal to 150\",\"type\":\"value_error\"}]}");
        }
        if (!body.path("sampler_name").asText().equals("Euler a")) {
            return error(isModern ? 400 : 404, "HTTPException", "Sampler not found", "");
        }
        if (!body.at("/override_settings/sd_model_checkpoint").asText(MODEL).equals(MODEL)) {
            return error(404, "HTTPException", "Model not found", "");
        }
        if (special == OF_IMG2IMG) {
            byte[] source = Base64.getDecoder().decode(body.at("/init_images/0").asText());
            if (ImageInspector.sniff(source).isEmpty()) {
                return error(500, "HTTPException", "Invalid encoded image", "");
            }
            if (!body.path("denoising_strength").isNumber()) {
                throw new Violation("denoising left to the server's defaults");
            }
        }
        asked.add(body);
        return Reply.json(200, made(body).toString());
    }

    private ObjectNode made(JsonNode body) {
        String encoded = Base64.getEncoder().encodeToString(picture);
        List<String> images = new ArrayList<>();
        if (returnsGrid) {
            images.add(Base64.getEncoder().encodeToString(preview));
        }
        images.add(returnsDataUris ? "data:image/png;base64," + encoded : encoded);
        if (returnsMaps) {
            images.add(Base64.getEncoder().encodeToString(preview));
        }
        ObjectNode info = Json.mapper().createObjectNode();
        info.put("seed", body.path("seed").longValue() + 1).put("index_of_first_image", returnsGrid ? 1 : 0);
        info.put("sd_model_hash", "879db523c3");
        if (isModern) {
            info.put("sd_model_name", "dreamshaper_8");
        }
        ObjectNode answer = Json.mapper().createObjectNode();
        answer.set("images", Json.mapper().valueToTree(images));
        answer.set("parameters", body);
        answer.put("info", info.toString());
        return answer;
    }

    /** The route of the web UI, about one task. */
    private Reply progress(JsonNode body) {
        if (!hasWebUi) {
            return Reply.json(404, "{\"detail\":\"Not Found\"}");
        }
        if (!Set.of("id_task", "id_live_preview").equals(fields(body))) {
            throw new Violation("progress asked with " + fields(body));
        }
        int question = questions.incrementAndGet();
        Place place = held == Place.WAITING && question > runsAfter ? Place.RUNNING : held;
        String ours = received().stream()
                .filter(this::isWork)
                .map(exchange -> json(exchange).path("force_task_id").asText())
                .reduce("", (first, last) -> last);
        if (!body.path("id_task").asText().equals(ours)) {
            throw new Violation("asked about another task than its own");
        }
        ObjectNode answer = Json.mapper().createObjectNode();
        answer.put("active", place == Place.RUNNING)
                .put("queued", place == Place.WAITING)
                .put("completed", false);
        int known = body.path("id_live_preview").asInt();
        if (place == Place.RUNNING && known < LAST_PREVIEW) {
            answer.put("id_live_preview", Math.max(1, known + 1));
            answer.put(
                    "live_preview",
                    "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(preview));
        } else {
            answer.put("id_live_preview", known).putNull("live_preview");
        }
        return Reply.json(200, answer.toString());
    }

    /** The route of the API, about whatever runs. */
    private Reply globalProgress(Exchange exchange) {
        if (!"true".equals(exchange.query().get("skip_current_image"))) {
            throw new Violation("asked for the preview of whatever runs");
        }
        return Reply.json(
                200,
                "{\"progress\":0.0,\"eta_relative\":0.0,\"state\":{\"job_count\":0,\"skipped\":false,\"interrupted\":"
                        + brokenOff + "},\"current_image\":null,\"textinfo\":null}");
    }

    static Reply error(int status, String type, String detail, String errors) {
        ObjectNode body = Json.mapper().createObjectNode();
        body.put("error", type).put("detail", detail).put("body", "").put("errors", errors);
        return Reply.json(status, body.toString());
    }

    private static Set<String> fields(JsonNode body) {
        Set<String> fields = new java.util.HashSet<>();
        body.fieldNames().forEachRemaining(fields::add);
        return fields;
    }

    private static JsonNode json(Exchange exchange) {
        try {
            return Json.mapper().readTree(new String(exchange.body(), StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new Violation("no JSON");
        }
    }
}
