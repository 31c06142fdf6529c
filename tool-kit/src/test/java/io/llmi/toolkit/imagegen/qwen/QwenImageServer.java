package io.llmi.toolkit.imagegen.qwen;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmi.toolkit.contract.FieldRules;
import io.llmi.toolkit.contract.ProtocolServer;
import io.llmi.toolkit.http.ServerJson;
import io.llmi.toolkit.image.ImageInspector;
import io.llmi.toolkit.image.TestPictures;

/** The paper release's server in one of its modes. */
final class QwenImageServer extends ProtocolServer {
    private final Mode mode;
    private final List<JsonNode> asked = new CopyOnWriteArrayList<>();

    /** As {@code MODEL_MODE} has it. */
    enum Mode {
        GENERATION,
        EDIT
    }

    QwenImageServer(Mode mode) {
        this.mode = mode;
    }

    List<JsonNode> asked() {
        return asked;
    }

    @Override
    protected Reply refusal(String message) {
        return Reply.json(
                422,
                "{\"detail\":[{\"loc\":[\"body\",\"height\"],\"msg\":\"%s\",\"type\":\"int_type\"}]}"
                        .formatted(message.replace("\"", "'")));
    }

    @Override
    protected Reply answer(Exchange exchange) {
        return switch (exchange.method() + " " + exchange.path()) {
            case "POST /generate/" -> made(exchange, Mode.GENERATION, generation());
            case "POST /edit/" -> made(exchange, Mode.EDIT, edit());
            case "POST /generate", "POST /edit" ->
                new Reply(307, Map.of("Location", exchange.path() + "/"), new byte[0]);
            default -> throw new Violation("no such route");
        };
    }

    private static FieldRules generation() {
        return new FieldRules()
                .text("prompt")
                .text("negative_prompt")
                .whole("height", 16, 4096)
                .whole("width", 16, 4096)
                .whole("num_inference_steps", 1, 1000)
                .number("guidance_scale", 0, 100)
                .whole("num_images_per_prompt", 1, 4);
    }

    private static FieldRules edit() {
        return new FieldRules()
                .text("prompt")
                .text("negative_prompt")
                .whole("num_inference_steps", 1, 1000)
                .allow("image_b64", QwenImageServer::isPicture);
    }

    private static boolean isPicture(JsonNode text) {
        try {
            return Optional.of(Base64.getDecoder().decode(text.asText()))
                    .flatMap(ImageInspector::sniff)
                    .isPresent();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private Reply made(Exchange exchange, Mode wanted, FieldRules rules) {
        JsonNode fields = ServerJson.object(exchange.body()).orElseThrow(() -> new Violation("no JSON object"));
        rules.check(fields);
        boolean complete = fields.has("prompt") && (wanted == Mode.GENERATION || fields.has("image_b64"));
        if (!complete) {
            throw new Violation("a field is missing");
        }
        if (wanted != mode) {
            return Reply.json(400, "{\"detail\":\"Server is not running in the mode for this endpoint\"}");
        }
        asked.add(fields);
        return Reply.json(
                200,
                "{\"status\":\"success\",\"images\":[\"%s\"]}"
                        .formatted(Base64.getEncoder().encodeToString(TestPictures.png(64, 48))));
    }
}
