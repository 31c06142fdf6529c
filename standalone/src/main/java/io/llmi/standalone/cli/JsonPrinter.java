package io.llmi.standalone.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import io.llmi.events.Document;
import io.llmi.events.DocumentEvent;
import io.llmi.events.EventCodec;

/** One event a line, as the server sends them, for programs. */
final class JsonPrinter implements StreamPrinter {
    private final EventCodec<DocumentEvent> codec = EventCodec.of(DocumentEvent.class);
    private final PrintStream out;

    JsonPrinter(PrintStream out) {
        this.out = out;
    }

    @Override
    public void print(DocumentEvent event) {
        out.println(new String(codec.encode(event), StandardCharsets.UTF_8));
    }

    @Override
    public void finished(Document document, List<Path> saved) {
        // The last event already holds the document; standard output stays one event a line.
    }

    @Override
    public void close() {
        // Every line is whole.
    }
}
