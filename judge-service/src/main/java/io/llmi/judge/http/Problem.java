package io.llmi.judge.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.llmi.events.Json;
import io.llmi.toolkit.access.Access;

/**
 * An error of a whole request as RFC 9457 describes it.
 *
 * @param type identifies the kind of problem, {@code urn:llmi:problem:<kind>}
 * @param detail what went wrong and what to do about it
 * @param instance the path that was asked for
 */
record Problem(String type, String title, int status, String detail, String instance) {
    static final String MEDIA_TYPE = "application/problem+json";

    static Problem malformed(String detail, String path) {
        return new Problem("urn:llmi:problem:malformed-json", "The body is not a batch", 400, detail, path);
    }

    static Problem tooMany(String detail, String path) {
        return new Problem("urn:llmi:problem:too-large", "The batch is too large", 413, detail, path);
    }

    static Problem refused(Access.Refused refused, String path) {
        return new Problem(
                "urn:llmi:problem:" + refused.reason().kind(),
                "The request ends at the gate",
                refused.reason().status(),
                refused.detail(),
                path);
    }

    byte[] json() {
        try {
            return Json.mapper().writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write a problem as JSON", e);
        }
    }
}
