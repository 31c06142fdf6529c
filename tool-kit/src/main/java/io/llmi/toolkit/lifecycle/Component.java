package io.llmi.toolkit.lifecycle;

/**
 * A part of the process that has to be started and stopped in order. Every CDI bean of this type is managed by
 * {@link Lifecycle}.
 */
public interface Component {
    /** When a component starts; stopping goes the other way. */
    enum Phase {
        /** The embedded broker, where the process carries one. */
        BROKER,
        /** Topics and groups exist. */
        PROVISION,
        /** Tables that others read: tool registry, job control, job summaries. */
        TAIL,
        /** Topologies. */
        STREAM,
        /** Takes up work. */
        WORK,
        /** Lets clients in. */
        SERVE
    }

    /** A name for logs and for the readiness answer. */
    String name();

    Phase phase();

    /**
     * Starts; returns when the component does its work, or throws with what to do about it.
     *
     * @throws RuntimeException if it cannot start: the process then ends
     */
    void start();

    /** Stops and waits for what is in flight, within seconds. Called only after {@link #start()} returned. */
    void stop();
}
