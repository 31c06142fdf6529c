package io.llmi.tool.search;

import java.util.Optional;

import io.llmi.tool.search.library.LibraryEntry;
import io.llmi.tool.search.library.LibraryException;

/** Finds a picture for a query. Thread-safe and blocking. */
public interface SearchBackend {
    /**
     * A picture that was found.
     *
     * @param bytes PNG, JPEG or WebP
     * @param entry its title, licence and credit
     */
    record Found(byte[] bytes, LibraryEntry entry) {}

    /** How the provenance names it. */
    String name();

    /**
     * The best match, or empty if nothing matches.
     *
     * @throws LibraryException if it cannot search, or what it found is unusable
     */
    Optional<Found> find(String query) throws LibraryException;
}
