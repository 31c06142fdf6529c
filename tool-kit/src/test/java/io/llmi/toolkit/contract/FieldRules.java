package io.llmi.toolkit.contract;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.JsonNode;

/** The fields that a request may have, each with a rule for its value. */
public final class FieldRules {
    private final Map<String, Predicate<JsonNode>> rules = new LinkedHashMap<>();

    public FieldRules allow(String name, Predicate<JsonNode> rule) {
        rules.put(name, rule);
        return this;
    }

    public FieldRules text(String name) {
        return allow(name, value -> value.isTextual() && !value.textValue().isEmpty());
    }

    public FieldRules oneOf(String name, String... values) {
        return allow(
                name, value -> value.isTextual() && java.util.List.of(values).contains(value.textValue()));
    }

    public FieldRules whole(String name, long min, long max) {
        return allow(
                name,
                value -> value.isIntegralNumber()
                        && value.canConvertToLong()
                        && value.longValue() >= min
                        && value.longValue() <= max);
    }

    public FieldRules number(String name, double min, double max) {
        return allow(name, value -> value.isNumber() && value.doubleValue() >= min && value.doubleValue() <= max);
    }

    public FieldRules truth(String name) {
        return allow(name, JsonNode::isBoolean);
    }

    public boolean knows(String name) {
        return rules.containsKey(name);
    }

    /** @throws ProtocolServer.Violation at a field that is unknown or whose value breaks its rule */
    public void check(JsonNode fields) {
        fields.properties().forEach(field -> {
            Predicate<JsonNode> rule = rules.get(field.getKey());
            if (rule == null) {
                throw new ProtocolServer.Violation("unknown field " + field.getKey());
            }
            if (!rule.test(field.getValue())) {
                throw new ProtocolServer.Violation("bad value for " + field.getKey() + ": " + field.getValue());
            }
        });
    }
}
