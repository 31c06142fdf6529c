package io.llmi.gateway.http;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * An error as RFC 9457 describes it, sent as {@code application/problem+json}.
 *
 * @param type identifies the kind of problem, {@code urn:llmi:problem:<kind>}
 * @param detail what went wrong in this case and what to do about it
 * @param instance the path that was asked for
 * @param errors what is wrong with single fields of the request
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(String type, String title, int status, String detail, String instance, List<FieldError> errors) {
    public static final String MEDIA_TYPE = "application/problem+json";

    public Problem {
        errors = List.copyOf(errors);
    }

    /**
     * A field that has to be changed.
     *
     * @param field its path in the request, such as {@code messages[0].role}
     * @param message what is accepted there
     */
    public record FieldError(String field, String message) {}

    /** The same problem, seen at this path. */
    public Problem at(String path) {
        return new Problem(type, title, status, detail, path, errors);
    }

    static Problem of(String kind, String title, int status, String detail, List<FieldError> errors) {
        return new Problem("urn:llmi:problem:" + kind, title, status, detail, "", errors);
    }
}
