package io.llmi.tool.search.web;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;

import io.llmi.tool.search.picture.PictureDownload;
import io.llmi.tool.search.picture.UnusablePictureException;

/** Downloads from loopback, where the real fetcher would refuse to go. */
final class PlainDownload implements PictureDownload {
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Override
    public byte[] download(URI address, Instant deadline) throws UnusablePictureException, InterruptedException {
        try {
            HttpResponse<byte[]> response =
                    client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw new UnusablePictureException(
                        UnusablePictureException.Reason.UNREACHABLE, "HTTP " + response.statusCode());
            }
            return response.body();
        } catch (IOException e) {
            throw new UnusablePictureException(UnusablePictureException.Reason.UNREACHABLE, "cannot be reached", e);
        }
    }
}
