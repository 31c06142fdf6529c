package io.llmi.judge.scaling;

import java.util.OptionalDouble;

import io.llmi.events.Document;
import io.llmi.events.ScalingReport.Writer;

/**
 * A candidate's text.
 *
 * @param number of the candidate, from 0
 * @param draft as the planner wrote it, tags included
 * @param writer who wrote it
 * @param reading what the parser read in it: its tags are gaps, because no tool was called
 * @param score of text and tags, from 0 to 1; empty if nobody judged
 */
record Written(int number, String draft, Writer writer, Document reading, OptionalDouble score) {
    Written scored(double value) {
        return new Written(number, draft, writer, reading, OptionalDouble.of(value));
    }

    /** The same candidate with another text, whose tags stand in the same places. */
    Written withDraft(String text) {
        return new Written(number, text, writer, reading, score);
    }
}
