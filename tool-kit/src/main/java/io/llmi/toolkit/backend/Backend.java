package io.llmi.toolkit.backend;

import io.llmi.toolkit.tool.ToolReply;

/**
 * One way of doing a tool's work: a service, a model, a local procedure. Thread-safe and blocking.
 *
 * @param <Q> what the tool asks; a record whose fields are all that decides the result
 */
public interface Backend<Q> {
    /** What the configuration and the provenance call it: lower-case letters, digits and dashes. */
    String name();

    /**
     * What besides the request decides the result: endpoint, model, settings. Part of the result cache's key, so two
     * backends that would answer differently must differ here. No secrets.
     */
    String identity();

    /**
     * Makes the picture with one call; never retries by itself, the {@link BackendChain} does.
     *
     * @throws BackendException for everything that is expected to go wrong
     * @throws InterruptedException if interrupted, because the deadline passed or the job was stopped; the work at the
     *     backend is cancelled by then where the backend has a way
     */
    ToolReply.Picture produce(Q request, BackendCall call) throws BackendException, InterruptedException;
}
