package io.llmi.toolkit.budget;

import java.math.BigDecimal;

/** Whether a purchase fits into its account's budget. */
sealed interface Verdict {
    /** It does, and counts from here on. */
    record Granted() implements Verdict {}

    /**
     * It does not.
     *
     * @param spentUsd what was granted before it and not returned
     */
    record Refused(BigDecimal spentUsd) implements Verdict {}
}
