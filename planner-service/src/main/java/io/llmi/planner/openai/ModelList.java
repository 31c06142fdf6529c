package io.llmi.planner.openai;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmi.events.Json;
import io.llmi.planner.backend.PlannerError;
import io.llmi.planner.backend.PlannerException;

/** Asks an endpoint which models it has. Thread-safe. */
public final class ModelList {
    private final HttpClient client;
    private final Clock clock;

    public ModelList(HttpClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    /**
     * The endpoint's models by id, in its order.
     *
     * @param timeout for connecting and the answer
     */
    public List<String> of(Endpoint endpoint, Duration timeout) throws PlannerException, InterruptedException {
        try {
            HttpResponse<String> response = client.send(
                    endpoint.request("/models").timeout(timeout).GET().build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new PlannerException(EndpointErrors.ofStatus(
                        response.statusCode(),
                        response.body(),
                        response.headers().firstValue("Retry-After"),
                        clock.instant()));
            }
            JsonNode answer = Json.mapper().readTree(response.body());
            JsonNode data = answer.isArray() ? answer : answer.path("data");
            return StreamSupport.stream(data.spliterator(), false)
                    .map(model -> model.path("id").asText(""))
                    .filter(id -> !id.isBlank())
                    .toList();
        } catch (IOException e) {
            throw new PlannerException(
                    new PlannerError.Unreachable("The models of " + endpoint
                            + " cannot be listed; check that it runs, or set LLMI_PLANNER_MODEL."),
                    e);
        }
    }
}
