package io.llmi.standalone.cli;

import java.nio.file.Path;
import java.util.List;

import io.llmi.events.Document;
import io.llmi.events.DocumentEvent;

/** Shows a job's stream as it comes. */
interface StreamPrinter extends AutoCloseable {
    void print(DocumentEvent event);

    /** After the last event, once everything is saved. */
    void finished(Document document, List<Path> saved);

    /** Ends what was begun, whether the stream is whole or not. */
    @Override
    void close();
}
