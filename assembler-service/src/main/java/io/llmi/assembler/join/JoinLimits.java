package io.llmi.assembler.join;

import java.time.Duration;

/**
 * Bounds of one job's join.
 *
 * @param callTimeout how long a dispatched call may take before its picture is given up
 * @param closeReserve how long before the job's deadline the document is closed, so that it is there by the deadline
 * @param maxEarlyRecords records of the draft that are kept until the job's own record comes
 * @param maxSpareResults results that are kept although no call of the draft asks for them, at most this many
 */
public record JoinLimits(Duration callTimeout, Duration closeReserve, int maxEarlyRecords, int maxSpareResults) {}
