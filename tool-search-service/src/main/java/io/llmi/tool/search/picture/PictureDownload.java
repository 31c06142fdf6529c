package io.llmi.tool.search.picture;

import java.net.URI;
import java.time.Instant;

/** Downloads what the open web has at an address that nobody vouches for. Thread-safe and blocking. */
@FunctionalInterface
public interface PictureDownload {
    /**
     * @return bytes that nobody has looked at
     * @throws UnusablePictureException if the address is not to be asked, or nothing came by the deadline
     * @throws InterruptedException if interrupted; the connection is closed by then
     */
    byte[] download(URI address, Instant deadline) throws UnusablePictureException, InterruptedException;
}
