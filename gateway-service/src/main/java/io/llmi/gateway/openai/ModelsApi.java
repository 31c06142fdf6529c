package io.llmi.gateway.openai;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.events.Json;

/** {@code /v1/models}: the system as the one model that there is. */
@ApplicationScoped
class ModelsApi {
    /** The day on which the paper came out, in seconds: a model's creation has to be some moment that never changes. */
    private static final long CREATED = 1_758_067_200L;

    private final String model;

    @Inject
    ModelsApi(OpenAiConfig config) {
        this.model = config.model();
    }

    void list(OpenAiExchange exchange) {
        ObjectNode list = Json.mapper().createObjectNode().put("object", "list");
        list.putArray("data").add(model());
        exchange.json(200, list);
    }

    void get(OpenAiExchange exchange) {
        String asked = exchange.pathParam("id");
        if (!asked.equals(model)) {
            throw OpenAiException.unknownModel(asked, model);
        }
        exchange.json(200, model());
    }

    private ObjectNode model() {
        return Json.mapper()
                .createObjectNode()
                .put("id", model)
                .put("object", "model")
                .put("created", CREATED)
                .put("owned_by", "llm-i");
    }
}
