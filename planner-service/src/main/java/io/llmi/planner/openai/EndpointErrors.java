package io.llmi.planner.openai;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmi.events.Json;
import io.llmi.planner.backend.PlannerError;

/** What an endpoint's error answers mean, in whichever of the known forms they come. */
final class EndpointErrors {
    private static final int MAX_DETAIL = 300;

    private EndpointErrors() {}

    /**
     * The error of an answer that is not 2xx.
     *
     * @param retryAfter the header of that name
     */
    static PlannerError ofStatus(int status, String body, Optional<String> retryAfter, Instant now) {
        JsonNode json = parse(body);
        JsonNode error = json.path("error").isMissingNode() ? json : json.path("error");
        String said = said(error, json);
        return switch (status) {
            case 401, 403 ->
                new PlannerError.Unauthorized("The model's endpoint refused the key (HTTP %d); check OPENAI_API_KEY.%s"
                        .formatted(status, said));
            case 404 ->
                new PlannerError.Rejected(
                        "The model's endpoint knows no such model or path (HTTP 404); check OPENAI_BASE_URL and"
                                + " LLMI_PLANNER_MODEL." + said);
            case 429 ->
                error.path("code").asText("").equals("insufficient_quota")
                        ? new PlannerError.Rejected(
                                "The quota at the model's endpoint is used up; add credit there." + said)
                        : new PlannerError.Overloaded(
                                "The model's endpoint limits the rate of requests (HTTP 429); try later." + said,
                                delay(retryAfter, now));
            case 408, 425, 500, 502, 503, 504, 529 ->
                new PlannerError.Overloaded(
                        "The model's endpoint cannot serve the request now (HTTP %d); try later.%s"
                                .formatted(status, said),
                        delay(retryAfter, now));
            default ->
                new PlannerError.Rejected(
                        "The model's endpoint rejected the request (HTTP %d).%s".formatted(status, said));
        };
    }

    /** The error of a frame in an answer that had begun well. */
    static PlannerError midStream(JsonNode error) {
        return new PlannerError.Broken("The model's endpoint broke the text off." + said(error, error));
    }

    private static JsonNode parse(String body) {
        try {
            JsonNode node = Json.mapper().readTree(body);
            return node == null ? Json.mapper().missingNode() : node;
        } catch (IOException e) {
            // An HTML page of some proxy: the status alone has to do.
            return Json.mapper().missingNode();
        }
    }

    private static String said(JsonNode error, JsonNode whole) {
        String text =
                error.isTextual() ? error.textValue() : error.path("message").asText("");
        if (text.isBlank()) {
            JsonNode detail = whole.path("detail");
            text = detail.isTextual() ? detail.textValue() : detail.isMissingNode() ? "" : detail.toString();
        }
        if (text.isBlank()) {
            return "";
        }
        String line = text.replaceAll("\\s+", " ")
                .replaceAll("\\bsk-[A-Za-z0-9_*-]+", "sk-…")
                .strip();
        return " It says: " + (line.length() > MAX_DETAIL ? line.substring(0, MAX_DETAIL) + "…" : line);
    }

    /** Seconds or an HTTP date; anything else counts as absent. */
    static Optional<Duration> delay(Optional<String> header, Instant now) {
        return header.map(String::strip).flatMap(text -> {
            try {
                if (text.matches("\\d{1,9}(\\.\\d{1,9})?")) {
                    return Optional.of(Duration.ofMillis(Math.round(Double.parseDouble(text) * 1000)));
                }
                Duration until = Duration.between(
                        now,
                        ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                                .toInstant());
                return Optional.of(until.isNegative() ? Duration.ZERO : until);
            } catch (DateTimeParseException e) {
                return Optional.empty();
            }
        });
    }
}
