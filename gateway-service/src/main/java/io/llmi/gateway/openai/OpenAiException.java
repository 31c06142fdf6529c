package io.llmi.gateway.openai;

import java.time.Duration;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.events.Json;
import io.llmi.gateway.http.Problem;
import io.llmi.gateway.http.ProblemException;
import io.llmi.toolkit.blob.BlobStoreException;
import org.jboss.logging.Logger;

/** Ends a request with an error in OpenAI's form: message, type, param and code, all four always there. */
final class OpenAiException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = Logger.getLogger(OpenAiException.class);

    private final int status;
    private final String type;
    private final transient Optional<String> param;
    private final transient Optional<String> code;
    private final transient Optional<Duration> retryAfter;

    private OpenAiException(
            int status,
            String type,
            String message,
            Optional<String> param,
            Optional<String> code,
            Optional<Duration> retryAfter) {
        super(message);
        this.status = status;
        this.type = type;
        this.param = param;
        this.code = code;
        this.retryAfter = retryAfter;
    }

    int status() {
        return status;
    }

    Optional<Duration> retryAfter() {
        return retryAfter;
    }

    /** Whether the same request may succeed later; the SDKs would otherwise repeat every 409 and 5xx. */
    boolean isRetryable() {
        return status == 429 || status == 503;
    }

    ObjectNode body() {
        ObjectNode body = Json.mapper().createObjectNode();
        ObjectNode error = body.putObject("error");
        error.put("message", getMessage());
        error.put("type", type);
        error.put("param", param.orElse(null));
        error.put("code", code.orElse(null));
        return body;
    }

    static OpenAiException invalid(String param, String message) {
        return invalid(param, "invalid_value", message);
    }

    static OpenAiException invalid(String param, String code, String message) {
        return request(400, message, Optional.of(param), Optional.of(code));
    }

    /** A parameter that OpenAI has and that would change the meaning if it were ignored. */
    static OpenAiException unsupported(String param, String message) {
        return request(400, "Unsupported: " + message, Optional.of(param), Optional.of("unsupported_parameter"));
    }

    static OpenAiException unknownModel(String model, String known) {
        return request(
                404,
                "The model '%s' does not exist here; there is %s".formatted(model, known),
                Optional.of("model"),
                Optional.of("model_not_found"));
    }

    static OpenAiException unknownResponse(String id) {
        return request(404, "Response with id '%s' not found.".formatted(id), Optional.of("id"), Optional.empty());
    }

    static OpenAiException badState(String message) {
        return request(400, message, Optional.empty(), Optional.of("invalid_state"));
    }

    /** The document could not be written at all. */
    static OpenAiException failed(Optional<String> why) {
        return new OpenAiException(
                500,
                "server_error",
                why.orElse("The document could not be written."),
                Optional.empty(),
                Optional.of("server_error"),
                Optional.empty());
    }

    /** Any failure in OpenAI's form. */
    static OpenAiException of(Throwable failure) {
        return switch (failure) {
            case OpenAiException e -> e;
            case ProblemException e -> ofProblem(e.problem(), e.retryAfter());
            case BlobStoreException e -> {
                LOG.errorf("blob store failed: %s", e.getMessage());
                yield new OpenAiException(
                        503,
                        "service_unavailable_error",
                        "The blob store does not answer; try again in a few seconds.",
                        Optional.empty(),
                        Optional.of("server_is_overloaded"),
                        Optional.of(Duration.ofSeconds(2)));
            }
            default -> {
                LOG.errorf(failure, "a request failed");
                yield new OpenAiException(
                        500,
                        "server_error",
                        "The request failed here; it may be tried again.",
                        Optional.empty(),
                        Optional.of("server_error"),
                        Optional.empty());
            }
        };
    }

    private static OpenAiException ofProblem(Problem problem, Optional<Duration> retryAfter) {
        Optional<Problem.FieldError> field = problem.errors().stream().findFirst();
        String message =
                field.map(error -> error.field() + ": " + error.message()).orElse(problem.detail());
        String type = switch (problem.status()) {
            case 429 -> "rate_limit_error";
            case 503 -> "service_unavailable_error";
            default -> problem.status() >= 500 ? "server_error" : "invalid_request_error";
        };
        Optional<String> code = switch (problem.status()) {
            case 400 -> Optional.of("invalid_value");
            case 401 -> Optional.of("invalid_api_key");
            case 429 -> Optional.of("rate_limit_exceeded");
            case 503 -> Optional.of("server_is_overloaded");
            default -> Optional.empty();
        };
        return new OpenAiException(
                problem.status(), type, message, field.map(Problem.FieldError::field), code, retryAfter);
    }

    private static OpenAiException request(int status, String message, Optional<String> param, Optional<String> code) {
        return new OpenAiException(status, "invalid_request_error", message, param, code, Optional.empty());
    }
}
