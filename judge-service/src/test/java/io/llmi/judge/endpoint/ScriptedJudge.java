package io.llmi.judge.endpoint;

import java.io.IOException;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmi.events.Json;
import io.llmi.toolkit.contract.ProtocolServer;

/**
 * A judge's model that holds its clients to the chat protocol: model, roles, the parts' types, pictures as data URIs, a
 * key, and a schema in OpenAI's nested form if any. It says what the test tells it to, the last of it for ever.
 */
public class ScriptedJudge extends ProtocolServer {
    public static final String KEY = "sk-judge-secret-42";

    private final Deque<String> answers = new ConcurrentLinkedDeque<>();
    private volatile boolean knowsSchemas = true;

    public ScriptedJudge(String... answers) {
        this.answers.addAll(List.of(answers));
    }

    /** Answers with HTTP 400 to a request for an answer by schema, as servers do that do not know it. */
    public ScriptedJudge withoutSchemas() {
        knowsSchemas = false;
        return this;
    }

    /** The JSON of all questions. */
    public List<JsonNode> questions() {
        return received().stream().filter(this::isWork).map(ScriptedJudge::json).toList();
    }

    @Override
    protected boolean isWork(Exchange exchange) {
        return exchange.path().endsWith("/chat/completions");
    }

    @Override
    protected Reply answer(Exchange exchange) {
        require(exchange.header("authorization").orElse("").equals("Bearer " + KEY), "wrong key");
        if (exchange.method().equals("GET") && exchange.path().equals("/v1/models")) {
            return Reply.json(200, "{\"object\":\"list\",\"data\":[{\"id\":\"listed-model\"},{\"id\":\"other\"}]}");
        }
        require(exchange.method().equals("POST") && exchange.path().equals("/v1/chat/completions"), "no such route");
        require(exchange.header("content-type").orElse("").startsWith("application/json"), "no JSON");
        JsonNode body = json(exchange);
        require(!body.path("model").asText("").isBlank(), "no model");
        require(!body.path("stream").asBoolean(false), "a stream was asked for");
        require(body.path("max_tokens").isInt(), "no max_tokens");
        require(body.path("messages").size() == 2, "not two turns");
        require(body.path("messages").path(0).path("role").asText("").equals("system"), "no system turn");
        require(body.path("messages").path(0).path("content").isTextual(), "system turn is no string");
        requireUser(body.path("messages").path(1));
        if (body.has("response_format")) {
            if (!knowsSchemas) {
                return Reply.json(400, "{\"error\":{\"message\":\"unknown field response_format, key " + KEY + "\"}}");
            }
            JsonNode schema = body.path("response_format").path("json_schema");
            require(body.path("response_format").path("type").asText("").equals("json_schema"), "no json_schema");
            require(schema.path("name").isTextual() && schema.path("schema").isObject(), "schema is not nested");
            require(
                    schema.path("schema").path("required").size()
                            == schema.path("schema").path("properties").size(),
                    "strict schemas require every property");
        }
        String said = answers.size() > 1 ? answers.poll() : answers.peek();
        return Reply.json(
                200,
                Json.mapper()
                        .createObjectNode()
                        .put("object", "chat.completion")
                        .set(
                                "choices",
                                Json.mapper()
                                        .createArrayNode()
                                        .add(Json.mapper()
                                                .createObjectNode()
                                                .put("index", 0)
                                                .put("finish_reason", "stop")
                                                .set(
                                                        "message",
                                                        Json.mapper()
                                                                .createObjectNode()
                                                                .put("role", "assistant")
                                                                .put("content", said))))
                        .toString());
    }

    private static void requireUser(JsonNode turn) {
        require(turn.path("role").asText("").equals("user"), "no user turn");
        JsonNode content = turn.path("content");
        if (content.isTextual()) {
            return;
        }
        require(content.isArray() && !content.isEmpty(), "no content");
        boolean textBefore = false;
        for (JsonNode part : content) {
            boolean text = part.path("type").asText("").equals("text");
            if (text) {
                require(!part.path("text").asText("").isBlank(), "a text without text");
            } else {
                require(part.path("type").asText("").equals("image_url"), "unknown part");
                String url = part.path("image_url").path("url").asText("");
                require(url.matches("data:image/(png|jpeg);base64,[A-Za-z0-9+/]+=*"), "no data URI");
            }
            require(!(text && textBefore), "two texts in a row");
            textBefore = text;
        }
    }

    private static void require(boolean holds, String violation) {
        if (!holds) {
            throw new Violation(violation);
        }
    }

    private static JsonNode json(Exchange exchange) {
        try {
            return Json.mapper().readTree(exchange.body());
        } catch (IOException e) {
            throw new Violation("no JSON");
        }
    }
}
