package io.llmi.tool.search.web;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import io.llmi.events.FailureCode;
import io.llmi.tool.search.SearchRequest;
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
     * @param pictureTimeout for one download
     * @param picturesTimeout for all downloads together
     */
    public record Limits(
            int candidates, int parallel, Duration answerTimeout, Duration pictureTimeout, Duration picturesTimeout) {}

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
        if (!api.canVouchFor(request.licence())) {
            throw BackendException.unsupported(
                    "%s does not tell the licences of pictures, so it was not asked under the policy \"%s\"."
                            .formatted(name(), request.licence().word()));
        }
        List<Candidate> found = found(request, call);
        if (found.isEmpty()) {
            throw BackendException.nothingFound("%s found no picture for %s.".formatted(name(), request.quoted()));
        }
        Shortlist shortlist = Shortlist.of(found, request, limits.candidates());
        if (shortlist.worthwhile().isEmpty() && request.rank() > 1) {
            throw BackendException.nothingFound("%s found no picture of rank %d for %s; look for something else."
                    .formatted(name(), request.rank(), request.quoted()));
        }
        Instant deadline = earlier(call.deadline().minus(RESERVE), Instant.now().plus(limits.picturesTimeout()));
        CandidateRace.Result<Taken, UnusablePictureException> result = race.run(
                shortlist.worthwhile().stream()
                        .map(candidate -> attempt(candidate, request, deadline))
                        .toList(),
                UnusablePictureException.class,
                deadline);
        Skipped skipped = Skipped.of(found.size(), shortlist, result.failures().values(), result.unfinished());
        LOG.debugf(
                "call %s: %s: %s; the winner is %s",
                call.call(),
                name(),
                skipped,
                result.winner().map(winner -> "number " + winner.number()).orElse("none"));
        if (result.winner().isEmpty()) {
            throw BackendException.nothingFound(skipped.told(name(), request));
        }
        var winner = result.winner().get();
        return new Find(
                        shortlist.worthwhile().get(winner.number()),
                        request.rank() - 1 + winner.number(),
                        winner.made().file())
                .picture(name(), request, winner.made().bytes(), Duration.ofNanos(System.nanoTime() - begin));
    }

    private List<Candidate> found(SearchRequest request, BackendCall call)
            throws BackendException, InterruptedException {
        HttpRequest question = api.request(request);
        Instant deadline = earlier(call.deadline(), Instant.now().plus(limits.answerTimeout()));
        if (!turns.tryAcquire(nanosUntil(deadline), TimeUnit.NANOSECONDS)) {
            throw late(call);
        }
        try {
            return api.candidates(Answers.unpacked(name(), http.send(question, Answers.MAX_BYTES, deadline)), request);
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
                        "%s did not answer within %d s."
                                .formatted(name(), limits.answerTimeout().toSeconds()),
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
                    Instant own = earlier(deadline, Instant.now().plus(limits.pictureTimeout()));
                    return new Taken(file, pictures.take(file.address(), request.bounds(), own));
                } catch (UnusablePictureException e) {
                    LOG.debugf("%s: %s: %s", name(), file.address().getHost(), e.getMessage());
                    last = e;
                }
            }
            throw last;
        };
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static long nanosUntil(Instant deadline) {
        return Math.max(0, Duration.between(Instant.now(), deadline).toNanos());
    }
}
