package io.llmi.gateway.openai;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.llmi.toolkit.fetch.BlockedUrlException;
import io.llmi.toolkit.fetch.FetchException;
import io.llmi.toolkit.fetch.Fetched;
import io.llmi.toolkit.fetch.SafeFetcher;

/**
 * Pictures that clients name in requests: data URIs as they are, addresses on the web fetched. What comes is only bytes
 * here; whoever stores them finds out whether they are a picture. Thread-safe.
 */
@ApplicationScoped
class ClientPictures implements PictureUrls {
    private static final List<String> ACCEPTED = List.of("image/png", "image/jpeg", "image/webp");

    private final SafeFetcher fetcher;
    private final OpenAiConfig config;

    @Inject
    ClientPictures(SafeFetcher fetcher, OpenAiConfig config) {
        this.fetcher = fetcher;
        this.config = config;
    }

    @Override
    public String dataUri(String url, String path) {
        if (url.substring(0, Math.min(5, url.length())).toLowerCase(Locale.ROOT).equals("data:")) {
            return url;
        }
        try {
            Fetched fetched = fetcher.fetch(url, ACCEPTED, Instant.now().plus(config.pictureTimeout()));
            // The type is found out from the bytes; what their server claims does not count.
            return "data:image/png;base64," + Base64.getEncoder().encodeToString(fetched.body());
        } catch (BlockedUrlException e) {
            throw OpenAiException.invalid(path, "invalid_image_url", path + ": " + e.getMessage());
        } catch (FetchException e) {
            throw OpenAiException.invalid(path, "failed_to_download_image", path + ": " + e.getMessage());
        } catch (InterruptedException e) {
            // The client went away: nobody reads the answer.
            Thread.currentThread().interrupt();
            throw OpenAiException.invalid(path, "failed_to_download_image", path + ": the request was given up");
        }
    }
}
