package io.llmi.assembler.stream;

import java.time.Instant;

import io.llmi.assembler.join.JoinLimits;

/**
 * The first entry of a job's journal.
 *
 * @param at when the first record of the job came
 * @param trace the job's {@code traceparent}
 * @param limits those the job was begun with: repeating its inputs under others would give another document
 */
record Opening(Instant at, String trace, JoinLimits limits) {}
