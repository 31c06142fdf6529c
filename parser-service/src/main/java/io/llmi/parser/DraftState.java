package io.llmi.parser;

import java.time.Instant;

import io.llmi.parser.scan.Checkpoint;

/**
 * What is stored of a draft with every chunk.
 *
 * @param lastSeq of the run's records, the last one taken
 * @param nextPart the next {@code seq} of the epoch's draft events
 * @param nextSlot the next tag's
 * @param checkpoint of the scanner, when it last had one
 * @param logged how many chunks followed the checkpoint
 * @param logSlots how many places of the draft's log have been used
 * @param ended whether the run's last record was taken; the log is then empty
 * @param removeAt when the draft is forgotten, unless more comes
 */
record DraftState(
        long epoch,
        String run,
        int lastSeq,
        int nextPart,
        int nextSlot,
        Checkpoint checkpoint,
        int logged,
        int logSlots,
        boolean ended,
        Instant removeAt) {}
