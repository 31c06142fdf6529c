package io.llmi.toolkit.imagegen.ark;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.toolkit.contract.FieldRules;
import io.llmi.toolkit.contract.ProtocolServer;
import io.llmi.toolkit.http.ServerJson;
import io.llmi.toolkit.image.ImageInspector;
import io.llmi.toolkit.image.TestPictures;
import io.llmi.toolkit.imagegen.PictureSize;

/** Ark's images route with the limits of each model, and pictures that nobody painted. */
final class ArkServer extends ProtocolServer {
    private static final Pattern DATA_URI = Pattern.compile("data:image/(png|jpeg);base64,([A-Za-z0-9+/]+=*)");

    private final String key;
    private final List<JsonNode> asked = new CopyOnWriteArrayList<>();
    /** Answered with status 200 in the place of the picture, {@code {"code", "message"}}. */
    private volatile Optional<String> errorOfPicture = Optional.empty();

    private volatile Optional<String> errorOfAll = Optional.empty();

    ArkServer(String key) {
        this.key = key;
    }

    void answerErrorOfPicture(String code) {
        errorOfPicture = Optional.of(code);
    }

    void answerErrorOfAll(String code) {
        errorOfAll = Optional.of(code);
    }

    List<JsonNode> asked() {
        return asked;
    }

    @Override
    protected Reply refusal(String message) {
        return error(400, "InvalidParameter", message.replace("\"", "'"));
    }

    @Override
    protected Reply answer(Exchange exchange) {
        if (!exchange.method().equals("POST") || !exchange.path().equals("/api/v3/images/generations")) {
            throw new Violation("no such route");
        }
        if (!exchange.header("authorization").equals(Optional.of("Bearer " + key))) {
            return error(401, "AuthenticationError", "the API key is not valid");
        }
        JsonNode fields = ServerJson.object(exchange.body()).orElseThrow(() -> new Violation("no JSON object"));
        check(fields);
        asked.add(fields);
        return made(fields);
    }

    private static void check(JsonNode fields) {
        String model = fields.path("model").asText();
        FieldRules rules = new FieldRules()
                .text("model")
                .text("prompt")
                .oneOf("response_format", "url", "b64_json")
                .truth("watermark");
        switch (model) {
            case "doubao-seedream-3-0-t2i-250415" ->
                seeded(rules).allow("size", size -> within(size, 512L * 512, 2048L * 2048, 512, 2048));
            case "doubao-seededit-3-0-i2i-250628" ->
                seeded(rules).oneOf("size", "adaptive").allow("image", image -> isPicture(image.asText()));
            case "doubao-seedream-4-0-250828" ->
                rules.allow("size", size -> within(size, 921_600, 16_777_216, 1, 16_384))
                        .allow("image", ArkServer::arePictures);
            case "doubao-seedream-4-5-251128", "ep-20251128" ->
                rules.allow("size", size -> within(size, 3_686_400, 16_777_216, 1, 16_384))
                        .allow("image", ArkServer::arePictures);
            default -> throw new Violation("no such model " + model);
        }
        rules.check(fields);
        if (!fields.has("prompt")) {
            throw new Violation("no prompt");
        }
    }

    private static FieldRules seeded(FieldRules rules) {
        return rules.whole("seed", -1, Integer.MAX_VALUE).number("guidance_scale", 1, 10);
    }

    private static boolean within(JsonNode text, long minPixels, long maxPixels, int minSide, int maxSide) {
        return PictureSize.parse(text.asText())
                .filter(size -> size.pixels() >= minPixels && size.pixels() <= maxPixels)
                .filter(size -> Math.max(size.width(), size.height()) <= 16L * Math.min(size.width(), size.height()))
                .filter(size -> size.equals(size.clamped(minSide, maxSide)))
                .isPresent();
    }

    private static boolean arePictures(JsonNode image) {
        if (image.isTextual()) {
            return isPicture(image.textValue());
        }
        return image.isArray()
                && image.size() > 1
                && image.size() <= 14
                && image.valueStream().allMatch(one -> isPicture(one.asText()));
    }

    private static boolean isPicture(String text) {
        Matcher matcher = DATA_URI.matcher(text);
        if (!matcher.matches()) {
            return false;
        }
        byte[] bytes = Base64.getDecoder().decode(matcher.group(2));
        return bytes.length <= 10 << 20 && ImageInspector.sniff(bytes).equals(Optional.of("image/" + matcher.group(1)));
    }

    private Reply made(JsonNode fields) {
        ObjectNode answer = io.llmi.events.Json.mapper().createObjectNode();
        answer.put("model", fields.path("model").asText()).put("created", 1_790_000_000L);
        var data = answer.putArray("data");
        if (errorOfAll.isPresent()) {
            answer.putObject("error").put("code", errorOfAll.get()).put("message", "not made");
        } else if (errorOfPicture.isPresent()) {
            data.addObject()
                    .putObject("error")
                    .put("code", errorOfPicture.get())
                    .put("message", "not made");
        } else if (fields.path("response_format").asText("url").equals("url")) {
            data.addObject().put("url", "https://ark-content.example.org/picture.jpeg");
        } else {
            data.addObject()
                    .put("b64_json", Base64.getEncoder().encodeToString(TestPictures.jpeg(160, 90)))
                    .put("size", fields.path("size").asText().replace("adaptive", "1248x832"));
        }
        answer.putObject("usage").put("generated_images", 1).put("output_tokens", 4096);
        return Reply.json(200, answer.toString());
    }

    private static Reply error(int status, String code, String message) {
        return Reply.json(
                status,
                "{\"error\":{\"code\":\"%s\",\"message\":\"%s\",\"param\":\"\",\"type\":\"BadRequest\",\"request_id\":\"021\"}}"
                        .formatted(code, message));
    }
}
