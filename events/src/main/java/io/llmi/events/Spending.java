package io.llmi.events;

import java.math.BigDecimal;
import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * What happens to a job's budget; the record of {@link Topics#SPENDING}, keyed by the account. The order of the records
 * decides who may still spend: everyone who adds them up in that order comes to the same answers.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Spending.Asked.class, name = "asked"),
    @JsonSubTypes.Type(value = Spending.Returned.class, name = "returned")
})
public sealed interface Spending {
    /** The job whose budget it is. */
    JobId account();

    /** Which purchase, unique. */
    String purchase();

    Instant at();

    /**
     * A worker is about to have a picture made. It may if this and all that was granted before fit into the budget.
     *
     * @param call the picture's, which may be one of another job than the account's
     * @param priceUsd of one picture by this backend
     * @param maxCostUsd the account's budget
     */
    record Asked(
            JobId account,
            String purchase,
            Instant at,
            CallId call,
            String backend,
            BigDecimal priceUsd,
            BigDecimal maxCostUsd)
            implements Spending {}

    /** The backend made nothing, and nothing is owed for it. */
    record Returned(JobId account, String purchase, Instant at) implements Spending {}
}
