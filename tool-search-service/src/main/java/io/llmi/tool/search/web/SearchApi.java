package io.llmi.tool.search.web;

import java.net.http.HttpRequest;
import java.util.List;

import io.llmi.tool.search.SearchRequest;
import io.llmi.tool.search.licence.LicencePolicy;
import io.llmi.toolkit.backend.BackendException;
import io.llmi.toolkit.http.BackendHttp;

/** How one search service is asked, and what its answers mean. Thread-safe; does no input or output by itself. */
public interface SearchApi {
    /** What configuration and provenance call it. */
    String name();

    /** What besides the request decides its answers: its address, the number of results. No secrets. */
    String identity();

    /** @throws BackendException if the service cannot do what is asked */
    HttpRequest request(SearchRequest request) throws BackendException;

    /**
     * @param answer of any status, its body unpacked
     * @return in rank order, possibly none
     * @throws BackendException if the answer is an error, or is not what the protocol promises
     */
    List<Candidate> candidates(BackendHttp.Answer answer, SearchRequest request) throws BackendException;

    /**
     * Whether the service tells the licences of its results, or warrants them, well enough for a policy; if not it is not
     * asked. Each result is checked all the same.
     */
    default boolean canVouchFor(LicencePolicy policy) {
        return true;
    }

    /** How many requests the service wants at a time at most. */
    default int maxConcurrent() {
        return Integer.MAX_VALUE;
    }
}
