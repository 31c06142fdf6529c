package io.llmi.tool.search.web;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.llmi.tool.search.SearchRequest;
import io.llmi.tool.search.picture.UnusablePictureException;
import io.llmi.tool.search.picture.UnusablePictureException.Reason;

/**
 * What became of the results that were not taken.
 *
 * @param found how many results there were
 * @param wrongLicence of them, ruled out by the policy
 * @param wrongSize of them, too small or too large by the service's own word
 * @param tried why those that were tried are of no use
 * @param unfinished how many did not come in time
 */
record Skipped(int found, int wrongLicence, int wrongSize, Map<Reason, Long> tried, int unfinished) {
    static Skipped of(int found, Shortlist shortlist, Collection<UnusablePictureException> failures, int unfinished) {
        Map<Reason, Long> tried = failures.stream()
                .collect(Collectors.groupingBy(
                        UnusablePictureException::reason, () -> new EnumMap<>(Reason.class), Collectors.counting()));
        return new Skipped(found, shortlist.wrongLicence(), shortlist.wrongSize(), tried, unfinished);
    }

    /** For the document, where nothing was left. */
    String told(String backend, SearchRequest request) {
        List<String> reasons = new ArrayList<>();
        if (wrongLicence > 0) {
            reasons.add("%d had a licence that the policy \"%s\" does not accept"
                    .formatted(wrongLicence, request.licence().word()));
        }
        if (wrongSize > 0) {
            reasons.add("%d were not between %d and %d pixels a side"
                    .formatted(
                            wrongSize, request.bounds().min(), request.bounds().max()));
        }
        tried.forEach((reason, count) -> reasons.add(count + " " + reason.told()));
        if (unfinished > 0) {
            reasons.add(unfinished + " did not come in time");
        }
        return "Of %d pictures that %s found for %s none could be used: %s."
                .formatted(found, backend, request.quoted(), String.join(", ", reasons));
    }
}
