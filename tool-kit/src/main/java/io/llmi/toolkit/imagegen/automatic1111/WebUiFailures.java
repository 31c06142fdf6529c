package io.llmi.toolkit.imagegen.automatic1111;

import java.time.Clock;
import java.util.Locale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.llmi.toolkit.backend.BackendException;
import io.llmi.toolkit.http.BackendHttp;
import io.llmi.toolkit.http.HttpFailures;
import io.llmi.toolkit.http.Said;
import io.llmi.toolkit.http.ServerJson;

/** What an error of the web UI means: {@code {"error": "<class>", "detail", "body", "errors"}} or FastAPI's own. */
final class WebUiFailures {
    private WebUiFailures() {}

    static BackendException of(BackendHttp.Answer answer, Clock clock) {
        JsonNode body = ServerJson.object(answer.body()).orElseGet(JsonNodeFactory.instance::objectNode);
        String detail = detail(body.path("detail"));
        int status = answer.status();
        if (status == 404 && (detail.isEmpty() || detail.equals("Not Found"))) {
            return BackendException.unusable("The automatic1111 backend offers no API; start it with --api.");
        }
        // 404 in old versions, 400 in newer ones: a sampler, model or script that is not installed.
        if (status == 404 || status == 400 && detail.toLowerCase(Locale.ROOT).contains("not found")) {
            return BackendException.unusable(
                    "The automatic1111 backend lacks something that it is configured to use." + Said.quoted(detail));
        }
        if (status == 500 && isOutOfMemory(body, detail)) {
            return BackendException.broken("The automatic1111 backend ran out of GPU memory.", null);
        }
        // The words of other breakdowns are Python's, of no use to a reader.
        return HttpFailures.of(WebUiClient.NAME, answer, status == 422 ? Said.trimmed(detail) : "", clock);
    }

    private static boolean isOutOfMemory(JsonNode body, String detail) {
        return body.path("error").asText("").equals("OutOfMemoryError")
                || (body.path("errors").asText("") + detail)
                        .toLowerCase(Locale.ROOT)
                        .contains("out of memory");
    }

    /** A text, or what FastAPI found wrong first: {@code [{"loc": ["body", "steps"], "msg", "type"}]}. */
    private static String detail(JsonNode detail) {
        if (!detail.isArray()) {
            return detail.asText("");
        }
        JsonNode first = detail.path(0);
        JsonNode place = first.path("loc");
        return place.path(place.size() - 1).asText("?") + ": "
                + first.path("msg").asText("");
    }
}
