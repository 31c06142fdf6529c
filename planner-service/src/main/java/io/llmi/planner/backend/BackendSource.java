package io.llmi.planner.backend;

/** Tells which backend writes the next draft. Thread-safe. */
public interface BackendSource {
    /**
     * @throws PlannerException if a backend is configured but cannot be set up, such as when its model is not known
     */
    PlannerBackend current() throws PlannerException, InterruptedException;
}
