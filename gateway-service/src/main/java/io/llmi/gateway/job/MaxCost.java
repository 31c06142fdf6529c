package io.llmi.gateway.job;

import java.math.BigDecimal;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

/** Reads what a job's pictures may cost, in US dollars. */
public final class MaxCost {
    public static final String FIELD = "max_cost";

    private static final int MAX_COST_DECIMALS = 6;

    private MaxCost() {}

    /**
     * The amount, or empty if there is none or, after an error, if it is not acceptable.
     *
     * @param limit the most that is accepted
     */
    public static Optional<BigDecimal> read(Fields fields, BigDecimal limit) {
        Optional<JsonNode> value = fields.get(FIELD);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        Optional<BigDecimal> cost = amount(value.get(), limit);
        if (cost.isEmpty()) {
            fields.error(
                    FIELD,
                    "must be an amount in US dollars: a number above 0, at most %s, with at most %d decimals"
                            .formatted(limit.toPlainString(), MAX_COST_DECIMALS));
        }
        return cost;
    }

    private static Optional<BigDecimal> amount(JsonNode value, BigDecimal limit) {
        // Checked as a double first: one that is infinite cannot become a decimal.
        if (!value.isNumber() || !(value.doubleValue() > 0) || value.doubleValue() > limit.doubleValue()) {
            return Optional.empty();
        }
        BigDecimal amount = value.decimalValue().stripTrailingZeros();
        return amount.scale() <= MAX_COST_DECIMALS ? Optional.of(amount) : Optional.empty();
    }
}
