package io.llmi.events;

import java.math.BigDecimal;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.jspecify.annotations.Nullable;

/**
 * Where a picture comes from.
 *
 * @param backend which backend made it, for example {@code procedural} or {@code local-library}
 * @param model the backend's model, where it has one
 * @param params what the backend was asked, after defaults
 * @param sourceUrl the page that a found picture comes from
 * @param license short name of the licence, for example {@code CC BY 4.0}
 * @param attribution the credit line to show
 * @param derivedFrom the picture that was changed: {@code input/<index>} or a call id
 * @param durationMs time the backend took, in milliseconds
 * @param costUsd what the picture cost in US dollars, where the price is known
 * @param sourceType how it came to be, as a term of the IPTC's digital source types, such as {@code
 *     trainedAlgorithmicMedia}; absent for what was found
 */
public record Provenance(
        String backend,
        Optional<String> model,
        JsonNode params,
        Optional<String> sourceUrl,
        Optional<String> license,
        Optional<String> attribution,
        Optional<String> derivedFrom,
        long durationMs,
        Optional<BigDecimal> costUsd,
        Optional<String> sourceType) {
    public Provenance {
        model = present(model);
        params = orObject(params);
        sourceUrl = present(sourceUrl);
        license = present(license);
        attribution = present(attribution);
        derivedFrom = present(derivedFrom);
        costUsd = present(costUsd);
        sourceType = present(sourceType);
    }

    /** A provenance without a price and a source type. */
    public Provenance(
            String backend,
            Optional<String> model,
            JsonNode params,
            Optional<String> sourceUrl,
            Optional<String> license,
            Optional<String> attribution,
            Optional<String> derivedFrom,
            long durationMs) {
        this(
                backend,
                model,
                params,
                sourceUrl,
                license,
                attribution,
                derivedFrom,
                durationMs,
                Optional.empty(),
                Optional.empty());
    }

    /** The provenance of something a backend made by itself. */
    public static Provenance madeBy(String backend, JsonNode params) {
        Optional<String> none = Optional.empty();
        return new Provenance(backend, none, params, none, none, none, none, 0);
    }

    public Provenance withModel(String name) {
        return new Provenance(
                backend,
                Optional.of(name),
                params,
                sourceUrl,
                license,
                attribution,
                derivedFrom,
                durationMs,
                costUsd,
                sourceType);
    }

    public Provenance withCredit(
            Optional<String> newSourceUrl, Optional<String> newLicense, Optional<String> newAttribution) {
        return new Provenance(
                backend,
                model,
                params,
                newSourceUrl,
                newLicense,
                newAttribution,
                derivedFrom,
                durationMs,
                costUsd,
                sourceType);
    }

    public Provenance withDerivedFrom(Optional<String> source) {
        return new Provenance(
                backend, model, params, sourceUrl, license, attribution, source, durationMs, costUsd, sourceType);
    }

    public Provenance withDurationMs(long millis) {
        return new Provenance(
                backend, model, params, sourceUrl, license, attribution, derivedFrom, millis, costUsd, sourceType);
    }

    public Provenance withParams(JsonNode newParams) {
        return new Provenance(
                backend,
                model,
                newParams,
                sourceUrl,
                license,
                attribution,
                derivedFrom,
                durationMs,
                costUsd,
                sourceType);
    }

    public Provenance withCostUsd(Optional<BigDecimal> cost) {
        return new Provenance(
                backend, model, params, sourceUrl, license, attribution, derivedFrom, durationMs, cost, sourceType);
    }

    /** @param term of the IPTC's vocabulary of digital source types */
    public Provenance withSourceType(String term) {
        return new Provenance(
                backend,
                model,
                params,
                sourceUrl,
                license,
                attribution,
                derivedFrom,
                durationMs,
                costUsd,
                Optional.of(term));
    }

    private static <T> Optional<T> present(@Nullable Optional<T> optional) {
        return optional == null ? Optional.empty() : optional;
    }

    private static JsonNode orObject(@Nullable JsonNode node) {
        return node == null || node.isNull() ? JsonNodeFactory.instance.objectNode() : node;
    }
}
