package io.llmi.gateway.access;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.events.Quota;
import io.llmi.gateway.http.Problem.FieldError;
import io.llmi.gateway.http.ProblemException;
import io.llmi.toolkit.access.Caller;
import io.llmi.toolkit.access.Scope;

/** What a new key shall be. */
record KeyRequest(String tenant, String label, List<Scope> scopes, Quota quota) {
    /** Names with a colon are the system's own. */
    private static final Pattern TENANT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");

    private static final int LABEL_CHARS = 100;
    private static final List<String> FIELDS = List.of("tenant", "label", "scopes", "quota");
    private static final List<String> LIMITS = List.of("concurrent_jobs", "jobs_per_minute", "images_per_day");

    /** @throws ProblemException that names every field to change */
    static KeyRequest read(ObjectNode body) {
        List<FieldError> errors = new ArrayList<>();
        unknown(body, FIELDS, "", errors);
        String tenant = body.path("tenant").asText(Caller.DEFAULT_TENANT);
        if (!TENANT.matcher(tenant).matches()) {
            errors.add(new FieldError("tenant", "must be 1 to 64 letters, digits, dots, dashes, underscores or @"));
        }
        String label = body.path("label").asText("");
        if (label.length() > LABEL_CHARS) {
            errors.add(new FieldError("label", "at most %d characters are accepted".formatted(LABEL_CHARS)));
        }
        List<Scope> scopes = scopes(body.path("scopes"), errors);
        JsonNode quota = body.path("quota");
        if (quota.isObject()) {
            unknown(quota, LIMITS, "quota.", errors);
        } else if (!quota.isMissingNode() && !quota.isNull()) {
            errors.add(new FieldError("quota", "must be an object"));
        }
        Quota limits = new Quota(
                limit(quota, LIMITS.get(0), errors),
                limit(quota, LIMITS.get(1), errors),
                limit(quota, LIMITS.get(2), errors));
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
        return new KeyRequest(tenant, label, scopes, limits);
    }

    private static List<Scope> scopes(JsonNode value, List<FieldError> errors) {
        if (value.isMissingNode()) {
            return List.of(Scope.SUBMIT, Scope.READ);
        }
        List<Scope> scopes = new ArrayList<>();
        for (JsonNode one : value) {
            Scope.of(one.asText()).ifPresent(scopes::add);
        }
        if (!value.isArray() || value.isEmpty() || scopes.size() != value.size()) {
            errors.add(new FieldError("scopes", "must be a list of submit, read, reward and admin"));
        }
        return scopes.stream().distinct().toList();
    }

    private static Optional<Integer> limit(JsonNode quota, String name, List<FieldError> errors) {
        JsonNode value = quota.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isInt() || value.intValue() < 0) {
            errors.add(new FieldError("quota." + name, "must be a whole number, 0 or more"));
            return Optional.empty();
        }
        return Optional.of(value.intValue());
    }

    private static void unknown(JsonNode object, List<String> known, String prefix, List<FieldError> errors) {
        for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name)) {
                errors.add(new FieldError(prefix + name, "is not known; there are " + String.join(", ", known)));
            }
        }
    }
}
