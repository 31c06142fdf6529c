package io.llmi.toolkit.backend;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.events.Json;
import io.llmi.events.Provenance;
import io.llmi.events.ToolFailure;
import io.llmi.toolkit.tool.ToolReply;

/** The backends that failed within one tool call, for those who have to be told. */
final class Fallbacks {
    private final List<Failure> failures = new ArrayList<>();

    private record Failure(String backend, BackendException cause) {}

    void add(String backend, BackendException cause) {
        failures.add(new Failure(backend, cause));
    }

    /** The picture with a word about the backends that were tried before its own. */
    ToolReply.Picture disclosedIn(ToolReply.Picture picture) {
        if (failures.isEmpty()) {
            return picture;
        }
        Provenance provenance = picture.provenance();
        ObjectNode params = objectOf(provenance.params());
        var fallbacks = params.putArray("fallback_from");
        failures.forEach(failure -> fallbacks
                .addObject()
                .put("backend", failure.backend())
                .put("reason", failure.cause().reason()));
        List<String> warnings = new ArrayList<>(picture.warnings());
        warnings.add("Made by the %s backend, because %s could not."
                .formatted(
                        provenance.backend(),
                        failures.stream().map(Failure::backend).collect(Collectors.joining(" and "))));
        return new ToolReply.Picture(picture.bytes(), picture.alt(), provenance.withParams(params), warnings);
    }

    /** The last failure tells the most: it is of the backend that was meant to help if all others could not. */
    ToolReply failed() {
        BackendException last = failures.getLast().cause();
        Optional<String> others = failures.size() == 1
                ? Optional.empty()
                : Optional.of(failures.stream()
                        .limit(failures.size() - 1)
                        .map(failure ->
                                failure.backend() + ": " + failure.cause().reason())
                        .collect(Collectors.joining(" ", " Before it: ", "")));
        return new ToolReply.Failed(new ToolFailure(last.code(), last.reason() + others.orElse("")));
    }

    /** A copy of a provenance's parameters to add to. */
    static ObjectNode objectOf(JsonNode params) {
        return params instanceof ObjectNode object
                ? object.deepCopy()
                : Json.mapper().createObjectNode();
    }
}
