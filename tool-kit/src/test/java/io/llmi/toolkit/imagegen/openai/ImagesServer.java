package io.llmi.toolkit.imagegen.openai;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.events.Json;
import io.llmi.toolkit.contract.FieldRules;
import io.llmi.toolkit.contract.FormParts;
import io.llmi.toolkit.contract.ProtocolServer;
import io.llmi.toolkit.image.ImageInspector;
import io.llmi.toolkit.image.TestPictures;
import io.llmi.toolkit.imagegen.PictureSize;

/** The images API as OpenAI, vLLM-Omni or SGLang speaks it, with pictures that nobody painted. */
final class ImagesServer extends ProtocolServer {
    static final long SGLANG_SEED = 1024;
    static final String CONTENT = "/v1/images/img-1/content";
    private static final int MAX_FILE = 50 << 20;

    private final Flavour flavour;
    private final String key;
    private final List<JsonNode> asked = new CopyOnWriteArrayList<>();
    private final List<FormParts.Part> files = new CopyOnWriteArrayList<>();
    /** How many previews a stream has, however many are asked for. */
    private volatile int partials = 1;
    /** Ends every stream with this data instead of the picture; nothing at all where it is blank. */
    private volatile Optional<String> streamEnd = Optional.empty();
    /** Answers this address instead of the picture. */
    private volatile Optional<String> address = Optional.empty();

    ImagesServer(Flavour flavour, String key) {
        this.flavour = flavour;
        this.key = key;
    }

    void endStreamsWith(String data) {
        streamEnd = Optional.of(data);
    }

    void streamPartials(int number) {
        partials = number;
    }

    void answerAddress(String url) {
        address = Optional.of(url);
    }

    /** Fields of the requests that made a picture, in order. */
    List<JsonNode> asked() {
        return asked;
    }

    /** Files of all forms, in order. */
    List<FormParts.Part> files() {
        return files;
    }

    @Override
    protected boolean isWork(Exchange exchange) {
        return exchange.method().equals("POST");
    }

    @Override
    protected Reply refusal(String message) {
        boolean unknown = message.startsWith("unknown field ");
        return switch (flavour) {
            case OPENAI ->
                Reply.json(
                        400,
                        "{\"error\":{\"message\":\"%s\",\"type\":\"invalid_request_error\",\"param\":null,\"code\":\"%s\"}}"
                                .formatted(
                                        message.replace("\"", "'"), unknown ? "unknown_parameter" : "invalid_value"));
            case VLLM_OMNI, SGLANG ->
                Reply.json(
                        422,
                        "{\"detail\":[{\"loc\":[\"body\",\"field\"],\"msg\":\"%s\",\"type\":\"value_error\"}]}"
                                .formatted(message.replace("\"", "'")));
        };
    }

    @Override
    protected Reply answer(Exchange exchange) {
        if (!exchange.header("authorization").equals(Optional.of("Bearer " + key))) {
            return Reply.json(401, "{\"error\":{\"message\":\"Incorrect API key\",\"code\":\"invalid_api_key\"}}");
        }
        return switch (exchange.method() + " " + exchange.path()) {
            case "POST /v1/images/generations" -> made(generation(exchange), "image_generation");
            case "POST /v1/images/edits" -> made(edit(exchange), "image_edit");
            case "GET " + CONTENT -> Reply.bytes("image/png", TestPictures.png(16, 16));
            default -> throw new Violation("no such route");
        };
    }

    private JsonNode generation(Exchange exchange) {
        if (!exchange.header("content-type").orElse("").startsWith("application/json")) {
            throw new Violation("no JSON");
        }
        JsonNode fields = parse(exchange.body());
        rules(fields, false).check(fields);
        if (!fields.has("prompt")) {
            throw new Violation("no prompt");
        }
        return fields;
    }

    private JsonNode edit(Exchange exchange) {
        ObjectNode fields = Json.mapper().createObjectNode();
        List<FormParts.Part> pictures = new ArrayList<>();
        for (FormParts.Part part : FormParts.of(exchange)) {
            if (part.filename().isPresent()) {
                check(part);
                pictures.add(part);
            } else {
                fields.set(part.name(), value(part.text()));
            }
        }
        boolean list = pictures.stream().allMatch(part -> part.name().equals("image[]"));
        boolean single = pictures.stream().allMatch(part -> part.name().equals("image"));
        boolean named = switch (flavour) {
            case OPENAI -> list || single && pictures.size() == 1;
            case SGLANG -> list || single;
            case VLLM_OMNI -> single;
        };
        if (pictures.isEmpty() || pictures.size() > 16 || !named) {
            throw new Violation(
                    "pictures: " + pictures.stream().map(FormParts.Part::name).toList());
        }
        rules(fields, true).check(fields);
        files.addAll(pictures);
        return fields;
    }

    private static void check(FormParts.Part part) {
        Optional<String> type = ImageInspector.sniff(part.content());
        if (!type.equals(part.mediaType()) || part.content().length > MAX_FILE) {
            throw new Violation("a file of type %s is %s".formatted(part.mediaType(), type));
        }
        if (type.get().equals("image/webp")) {
            throw new Violation("WebP, which not every server reads");
        }
    }

    /** Forms carry texts only; frameworks make numbers and truths of them. */
    private static JsonNode value(String text) {
        if (text.matches("-?\\d{1,18}")) {
            return Json.mapper().getNodeFactory().numberNode(Long.parseLong(text));
        }
        if (text.equals("true") || text.equals("false")) {
            return Json.mapper().getNodeFactory().booleanNode(Boolean.parseBoolean(text));
        }
        return Json.mapper().getNodeFactory().textNode(text);
    }

    private FieldRules rules(JsonNode fields, boolean edit) {
        FieldRules rules = new FieldRules().text("prompt").text("model").whole("n", 1, 10);
        switch (flavour) {
            case OPENAI -> openAi(rules, fields.path("model").asText(), edit);
            case VLLM_OMNI ->
                diffusers(rules).oneOf("response_format", "b64_json", "file").allow("extra_params", JsonNode::isObject);
            case SGLANG -> diffusers(rules).oneOf("response_format", "b64_json", "url");
        }
        return rules;
    }

    private static FieldRules diffusers(FieldRules rules) {
        return rules.allow(
                        "size",
                        size -> PictureSize.parse(size.asText())
                                .filter(asked -> asked.width() % 16 == 0 && asked.height() % 16 == 0)
                                .isPresent())
                .text("negative_prompt")
                .whole("num_inference_steps", 1, 200)
                .number("guidance_scale", 0, 20)
                .number("true_cfg_scale", 0, 20)
                .whole("seed", 0, Long.MAX_VALUE)
                .oneOf("output_format", "png", "jpeg", "webp");
    }

    private static void openAi(FieldRules rules, String model, boolean edit) {
        boolean gptImage = model.startsWith("gpt-image");
        int maxPrompt = gptImage ? 32_000 : model.equals("dall-e-3") ? 4_000 : 1_000;
        rules.allow("prompt", prompt -> prompt.isTextual() && prompt.textValue().length() <= maxPrompt);
        if (model.startsWith("gpt-image-2")) {
            rules.allow(
                    "size",
                    size -> PictureSize.parse(size.asText())
                            .filter(ImagesServer::suitsGptImage2)
                            .isPresent());
        } else if (gptImage) {
            rules.oneOf("size", "auto", "1024x1024", "1536x1024", "1024x1536");
        } else if (model.equals("dall-e-3")) {
            rules.oneOf("size", "1024x1024", "1792x1024", "1024x1792");
        } else {
            rules.oneOf("size", "256x256", "512x512", "1024x1024");
        }
        if (gptImage) {
            rules.oneOf("quality", "auto", "low", "medium", "high")
                    .oneOf("output_format", "png", "jpeg", "webp")
                    .oneOf("moderation", "auto", "low")
                    .truth("stream")
                    .whole("partial_images", 0, 3);
        } else {
            rules.oneOf("quality", "standard", "hd").oneOf("response_format", "url", "b64_json");
        }
        if (edit && gptImage) {
            rules.oneOf("input_fidelity", "low", "high");
        }
    }

    private static boolean suitsGptImage2(PictureSize size) {
        double ratio = (double) size.width() / size.height();
        return size.width() % 16 == 0
                && size.height() % 16 == 0
                && ratio <= 3
                && ratio >= 1 / 3.0
                && size.pixels() <= 3840L * 2160;
    }

    private Reply made(JsonNode fields, String event) {
        asked.add(fields);
        PictureSize size = PictureSize.parse(fields.path("size").asText("")).orElse(new PictureSize(96, 64));
        // An eighth of each side, for the sake of the time that noise-free megapixels take all the same.
        byte[] picture = TestPictures.png(Math.max(1, size.width() / 8), Math.max(1, size.height() / 8));
        if (fields.path("stream").asBoolean()) {
            return stream(fields, event, picture);
        }
        ObjectNode answer = Json.mapper().createObjectNode().put("created", 1_790_000_000L);
        ObjectNode data = answer.putArray("data").addObject();
        boolean givesAddress = address.isPresent()
                || "url".equals(fields.path("response_format").asText(defaultFormat(fields)));
        if (givesAddress) {
            data.put("url", address.orElse("https://files.example.org/picture.png"));
        } else {
            data.put("b64_json", Base64.getEncoder().encodeToString(picture));
        }
        switch (flavour) {
            case OPENAI -> answer.put("size", size.toString()).put("output_format", "png");
            case VLLM_OMNI -> {
                data.putNull("url").putNull("revised_prompt");
                answer.put("output_format", "png").put("size", size.toString());
            }
            case SGLANG -> {
                answer.put("id", "img-1").put("inference_time_s", 0.1);
                data.put("revised_prompt", fields.path("prompt").asText());
            }
        }
        return Reply.json(200, answer.toString());
    }

    private String defaultFormat(JsonNode fields) {
        return flavour == Flavour.SGLANG || fields.path("model").asText().startsWith("dall-e") ? "url" : "b64_json";
    }

    private Reply stream(JsonNode fields, String event, byte[] picture) {
        StringBuilder events = new StringBuilder();
        int number = Math.min(partials, fields.path("partial_images").asInt());
        for (int i = 0; i < number; i++) {
            events.append("event: %s.partial_image\n".formatted(event))
                    .append(
                            "data: {\"type\":\"%s.partial_image\",\"b64_json\":\"%s\",\"partial_image_index\":%d,\"size\":\"%s\"}\n\n"
                                    .formatted(
                                            event,
                                            Base64.getEncoder().encodeToString(picture),
                                            i,
                                            fields.path("size").asText()));
        }
        String last =
                streamEnd.orElse("{\"type\":\"%s.completed\",\"b64_json\":\"%s\",\"size\":\"%s\",\"quality\":\"low\"}"
                        .formatted(
                                event,
                                Base64.getEncoder().encodeToString(picture),
                                fields.path("size").asText()));
        if (!last.isBlank()) {
            events.append("data: ").append(last).append("\n\n");
        }
        return new Reply(
                200,
                Map.of("Content-Type", "text/event-stream; charset=utf-8"),
                events.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode parse(byte[] body) {
        try {
            return Json.mapper().readTree(new String(body, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new Violation("no JSON");
        }
    }

    /** As the configuration spells it. */
    static String spelled(Flavour flavour) {
        return flavour.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
