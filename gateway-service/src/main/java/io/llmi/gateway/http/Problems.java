package io.llmi.gateway.http;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.llmi.events.Json;
import io.llmi.toolkit.blob.BlobStoreException;
import org.jboss.logging.Logger;

/** Every failure of a request as a problem. */
final class Problems {
    private static final Logger LOG = Logger.getLogger(Problems.class);

    private Problems() {}

    /** A problem and after what time to try again, if that helps. */
    record Answer(Problem problem, Optional<Duration> retryAfter) {}

    static Answer of(Throwable failure, String path) {
        return switch (failure) {
            case ProblemException e -> new Answer(e.problem().at(path), e.retryAfter());
            case WebApplicationException e ->
                new Answer(ofStatus(e.getResponse().getStatus(), path), Optional.empty());
            case BlobStoreException e -> {
                LOG.errorf("blob store failed for %s: %s", path, e.getMessage());
                yield of(
                        ProblemException.unavailable(
                                "the blob store does not answer; try again in a few seconds", Duration.ofSeconds(2)),
                        path);
            }
            default -> {
                LOG.errorf(failure, "request for %s failed", path);
                yield new Answer(ofStatus(500, path), Optional.empty());
            }
        };
    }

    static Problem ofStatus(int status, String path) {
        return switch (status) {
            case 400 -> of("bad-request", "Bad request", 400, "the request could not be read", path);
            case 404 ->
                of(
                        "not-found",
                        "Not found",
                        404,
                        "there is nothing at this path; see /q/openapi for what there is",
                        path);
            case 405 ->
                of("method-not-allowed", "Method not allowed", 405, "this path does not take this method", path);
            case 406 -> of("not-acceptable", "No such form", 406, "none of the types in Accept is produced here", path);
            case 413 ->
                of(
                        "too-large",
                        "The request is too large",
                        413,
                        "send a smaller body: fewer or smaller pictures",
                        path);
            case 415 ->
                of(
                        "unsupported-media-type",
                        "Unsupported media type",
                        415,
                        "send Content-Type: application/json",
                        path);
            default ->
                status >= 500
                        ? of(
                                "internal",
                                "Internal error",
                                status,
                                "the request failed here; it may be tried again",
                                path)
                        : of("request-failed", "Request failed", status, "the request was not accepted", path);
        };
    }

    static Response response(Answer answer) {
        Response.ResponseBuilder response = Response.status(answer.problem().status())
                .header(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(json(answer.problem()));
        answer.retryAfter().ifPresent(wait -> response.header(HttpHeaders.RETRY_AFTER, Math.max(1, wait.toSeconds())));
        return response.build();
    }

    static byte[] json(Problem problem) {
        try {
            return Json.mapper().writeValueAsBytes(problem);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write a problem as JSON", e);
        }
    }

    private static Problem of(String kind, String title, int status, String detail, String path) {
        return Problem.of(kind, title, status, detail, List.of()).at(path);
    }
}
