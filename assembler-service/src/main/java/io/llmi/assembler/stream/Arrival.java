package io.llmi.assembler.stream;

import java.time.Instant;

import io.llmi.assembler.join.Input;

/**
 * One record for the join of a job.
 *
 * @param kind which input it is
 * @param payload the record's value as it was read
 * @param recordedAt when it was produced
 */
record Arrival(JournalEntry.Kind kind, Input input, byte[] payload, Instant recordedAt) {}
