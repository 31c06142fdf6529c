package io.llmi.planner.backend;

/** Something that writes drafts. Thread-safe; one call is one draft and blocks until it ends. */
public interface PlannerBackend {
    /** The kind of backend, {@code rehearsal} or {@code openai-compatible}; shown with the document. */
    String name();

    /** The model's name as the backend knows it; shown with the document. */
    String model();

    /**
     * Streams one draft into the sink, in order, on the calling thread.
     *
     * @return how it ended: completed, or truncated at a limit of the model
     * @throws PlannerException if the draft broke off or never began; the sink may have got some text by then
     * @throws InterruptedException if the calling thread was interrupted; the backend's stream is closed by then
     */
    PlanResult stream(PlanRequest request, TextSink sink) throws PlannerException, InterruptedException;
}
