package io.llmi.standalone.evaluation.task;

import java.nio.file.Path;

import com.fasterxml.jackson.databind.JsonNode;

/** The form of a benchmark's items. Pure. */
sealed interface Form permits PlainForm, LlmiBenchForm, OpeningForm, IsgForm {
    /** Whether an item has this form. */
    boolean fits(JsonNode item);

    /**
     * @param number of the item in its file, from 1
     * @param directory that picture paths are relative to
     */
    Task read(JsonNode item, int number, Path directory) throws BadTaskException;
}
