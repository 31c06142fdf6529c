package io.llmi.tool.search.web;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.llmi.tool.search.SearchRequest;
import io.llmi.tool.search.picture.Size;

/**
 * The candidates that are worth a download, in the order of preference.
 *
 * @param worthwhile at most as many as were asked for
 * @param wrongLicence how many the licence policy rules out
 * @param wrongSize how many are, by their service's word, too small or too large
 */
record Shortlist(List<Candidate> worthwhile, int wrongLicence, int wrongSize) {
    Shortlist {
        worthwhile = List.copyOf(worthwhile);
    }

    /** The best that are worth it, from the rank on that is asked for. */
    static Shortlist of(List<Candidate> found, SearchRequest request, int limit) {
        List<Candidate> fitting = new ArrayList<>();
        List<Candidate> others = new ArrayList<>();
        Set<URI> seen = new HashSet<>();
        int wrongLicence = 0;
        int wrongSize = 0;
        for (Candidate candidate : found) {
            List<PictureFile> files = candidate.files().stream()
                    .filter(file -> file.mayBeWithin(request.bounds()))
                    .toList();
            if (!request.licence().accepts(candidate.licence())) {
                wrongLicence++;
            } else if (files.isEmpty()) {
                wrongSize++;
            } else if (seen.add(files.getFirst().address())) {
                Candidate kept = new Candidate(
                        files, candidate.page(), candidate.title(), candidate.licence(), candidate.attribution());
                boolean fits = request.aspect().isEmpty()
                        || candidate.size().filter(size -> fits(request, size)).isPresent();
                (fits ? fitting : others).add(kept);
            }
        }
        // A preference, not a condition: a wide picture is better than none.
        fitting.addAll(others);
        List<Candidate> wanted =
                fitting.stream().skip(request.rank() - 1L).limit(limit).toList();
        return new Shortlist(wanted, wrongLicence, wrongSize);
    }

    private static boolean fits(SearchRequest request, Size size) {
        return request.aspect().map(aspect -> aspect.fits(size)).orElse(true);
    }
}
