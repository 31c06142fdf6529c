package io.llmi.tool.search.picture;

import java.net.URI;
import java.time.Instant;
import java.util.List;

import io.llmi.tool.search.picture.UnusablePictureException.Reason;
import io.llmi.toolkit.fetch.BlockedUrlException;
import io.llmi.toolkit.fetch.FetchException;
import io.llmi.toolkit.fetch.SafeFetcher;

/** Downloads with the fetcher that reaches public addresses only. */
public final class FetchedPictures implements PictureDownload {
    private static final List<String> ACCEPTED = List.of("image/jpeg", "image/png", "image/webp");

    private final SafeFetcher fetcher;

    public FetchedPictures(SafeFetcher fetcher) {
        this.fetcher = fetcher;
    }

    @Override
    public byte[] download(URI address, Instant deadline) throws UnusablePictureException, InterruptedException {
        try {
            return fetcher.fetch(address.toString(), ACCEPTED, deadline).body();
        } catch (FetchException e) {
            Reason reason = switch (e) {
                case BlockedUrlException blocked -> Reason.BLOCKED;
                case FetchException.TooLarge tooLarge -> Reason.TOO_LARGE;
                case FetchException.TimedOut timedOut -> Reason.UNREACHABLE;
                case FetchException.Status status -> Reason.UNREACHABLE;
                case FetchException.Unreachable unreachable -> Reason.UNREACHABLE;
                case FetchException.Protocol protocol -> Reason.UNREACHABLE;
            };
            throw new UnusablePictureException(reason, e.code(), e);
        }
    }
}
