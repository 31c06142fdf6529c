package io.llmi.tool.search.web;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.events.FailureCode;
import io.llmi.events.Provenance;
import io.llmi.tool.search.SearchRequest;
import io.llmi.tool.search.licence.Freedom;
import io.llmi.tool.search.licence.Licence;
import io.llmi.tool.search.picture.PictureIntake;
import io.llmi.tool.search.picture.UnusablePictureException;
import io.llmi.tool.search.picture.UnusablePictureException.Reason;
import io.llmi.tool.search.race.CandidateRace;
import io.llmi.toolkit.backend.Backend;
import io.llmi.toolkit.backend.BackendCall;
import io.llmi.toolkit.backend.BackendException;
import io.llmi.toolkit.backend.Remedy;
import io.llmi.toolkit.http.BackendHttp;
import io.llmi.toolkit.tool.ToolReply;
import org.jboss.logging.Logger;

/** Asks one search service and takes the best of its results that can really be had. Thread-safe. */
public final class WebSearch implements Backend<SearchRequest> {
    private static final Logger LOG = Logger.getLogger(WebSearch.class);

    /** Kept back of the call's time, so that a picture found late is still handed over. */
    private static final Duration RESERVE = Duration.ofMillis(300);

    private final SearchApi api;
    private final PictureIntake pictures;
    private final Limits limits;
    private final BackendHttp http;
    private final CandidateRace<Taken, UnusablePictureException> race;
    private final Semaphore turns;

    /**
     * What one search may take.
     *
     * @param candidates results that are looked at, at most
     * @param parallel of them at a time
     * @param answerTimeout for the service
     * @param picturesTimeout for all downloads together
     */
    public record Limits(int candidates, int parallel, Duration answerTimeout, Duration picturesTimeout) {}

    private record Taken(PictureFile file, byte[] bytes) {}

    public WebSearch(SearchApi api, PictureIntake pictures, Limits limits) {
        this.api = api;
        this.pictures = pictures;
        this.limits = limits;
        this.http = new BackendHttp(api.name());
        this.race = new CandidateRace<>(limits.parallel());
        this.turns = new Semaphore(api.maxConcurrent(), true);
    }

    @Override
    public String name() {
        return api.name();
    }

    @Override
    public String identity() {
        return "%s candidates=%d".formatted(api.identity(), limits.candidates());
    }

    @Override
    public ToolReply.Picture produce(SearchRequest request, BackendCall call)
            throws BackendException, InterruptedException {
        long begin = System.nanoTime();
        List<Candidate> found = found(request, call);
        if (found.isEmpty()) {
            throw BackendException.nothingFound("%s found no picture for %s.".formatted(name(), request.quoted()));
        }
        Shortlist shortlist = Shortlist.of(found, request, limits.candidates());
        List<Candidate> worthwhile = shortlist.worthwhile();
        Instant deadline = earlier(
                call.deadline().minus(RESERVE), Instant.now().plus(limits.picturesTimeout()));
        CandidateRace.Result<Taken, UnusablePictureException> result = race.run(
                worthwhile.stream()
                        .map(candidate -> attempt(candidate, request, deadline))
                        .toList(),
                UnusablePictureException.class,
                deadline);
        Map<Reason, Long> skipped = skipped(result);
        LOG.debugf(
                "call %s: %s found %d, licence ruled out %d, stated size %d; skipped %s; winner %s",
                call.call(),
                name(),
                found.size(),
                shortlist.wrongLicence(),
                shortlist.wrongSize(),
                skipped,
                result.winner().map(winner -> String.valueOf(winner.number())).orElse("none"));
        long millis = (System.nanoTime() - begin) / 1_000_000;
        return result.winner()
                .map(winner -> picture(
                        request, worthwhile.get(winner.number()), winner.number(), winner.made(), millis))
                .orElseThrow(() -> none(request, found.size(), shortlist, skipped, result.unfinished()));
    }

    private List<Candidate> found(SearchRequest request, BackendCall call)
            throws BackendException, InterruptedException {
        HttpRequest question = api.request(request);
        Instant deadline = earlier(call.deadline(), Instant.now().plus(limits.answerTimeout()));
        if (!turns.tryAcquire(nanosUntil(deadline), TimeUnit.NANOSECONDS)) {
            throw late(call);
        }
        try {
            return api.candidates(
                    Answers.unpacked(name(), http.send(question, Answers.MAX_BYTES, deadline)), request);
        } catch (BackendException e) {
            throw e.code() == FailureCode.TIMEOUT ? late(call) : e;
        } finally {
            turns.release();
        }
    }

    /** A service that is slow leaves time for the next one, unless it took all there was. */
    private BackendException late(BackendCall call) {
        return Instant.now().isBefore(call.deadline())
                ? new BackendException(
                        FailureCode.TIMEOUT,
                        "%s did not answer within %d s.".formatted(name(), limits.answerTimeout().toSeconds()),
                        new Remedy.TryNext(),
                        null)
                : BackendException.timeout("%s did not answer in time.".formatted(name()));
    }

    private CandidateRace.Attempt<Taken, UnusablePictureException> attempt(
            Candidate candidate, SearchRequest request, Instant deadline) {
        return () -> {
            UnusablePictureException last = new UnusablePictureException(Reason.UNREACHABLE, "no file");
            for (PictureFile file : candidate.files()) {
                try {
                    return new Taken(file, pictures.take(file.address(), request.bounds(), deadline));
                } catch (UnusablePictureException e) {
                    LOG.debugf("%s: %s: %s", name(), file.address().getHost(), e.getMessage());
                    last = e;
                }
            }
            throw last;
        };
    }

    private static Map<Reason, Long> skipped(CandidateRace.Result<Taken, UnusablePictureException> result) {
        return result.failures().values().stream()
                .collect(Collectors.groupingBy(
                        UnusablePictureException::reason, () -> new EnumMap<>(Reason.class), Collectors.counting()));
    }

    private BackendException none(
            SearchRequest request, int found, Shortlist shortlist, Map<Reason, Long> skipped, int unfinished) {
        List<String> reasons = new ArrayList<>();
        if (shortlist.wrongLicence() > 0) {
            reasons.add("%d had a licence that the policy \"%s\" does not accept"
                    .formatted(shortlist.wrongLicence(), request.licence().word()));
        }
        if (shortlist.wrongSize() > 0) {
            reasons.add("%d were not between %d and %d pixels a side"
                    .formatted(
                            shortlist.wrongSize(),
                            request.bounds().min(),
                            request.bounds().max()));
        }
        skipped.forEach((reason, count) -> reasons.add(count + " " + reason.told()));
        if (unfinished > 0) {
            reasons.add(unfinished + " did not come in time");
        }
        return BackendException.nothingFound("Of %d pictures that %s found for %s none could be used: %s."
                .formatted(found, name(), request.quoted(), String.join(", ", reasons)));
    }

    private ToolReply.Picture picture(
            SearchRequest request, Candidate candidate, int number, Taken taken, long millis) {
        Optional<Licence> licence = candidate.licence();
        ObjectNode params = request.asParams()
                .put("rank", number + 1)
                .put("picture_url", taken.file().address().toString());
        licence.flatMap(Licence::url).ifPresent(url -> params.put("license_url", url));
        Provenance provenance = Provenance.madeBy(name(), params)
                .withCredit(
                        candidate.page().map(Object::toString),
                        licence.map(Licence::name),
                        candidate.attribution())
                .withDurationMs(millis);
        String alt = candidate.title().isEmpty() ? request.query() : candidate.title();
        return new ToolReply.Picture(taken.bytes(), alt, provenance, warnings(alt, licence));
    }

    private static List<String> warnings(String title, Optional<Licence> licence) {
        if (licence.isEmpty()) {
            return List.of("The licence of \"%s\" is unknown; clear its rights before publishing.".formatted(title));
        }
        return licence.get().freedom() == Freedom.RESTRICTED
                ? List.of("The licence of \"%s\" (%s) restricts its use; read it before publishing."
                        .formatted(title, licence.get().name()))
                : List.of();
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static long nanosUntil(Instant deadline) {
        return Math.max(0, Duration.between(Instant.now(), deadline).toNanos());
    }
}
