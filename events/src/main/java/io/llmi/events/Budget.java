package io.llmi.events;

import java.math.BigDecimal;

/**
 * What a job may spend on pictures.
 *
 * @param account the job that the client submitted; jobs that are submitted for it spend from the same account
 * @param maxCostUsd in US dollars, above zero
 */
public record Budget(JobId account, BigDecimal maxCostUsd) {}
