package io.llmi.toolkit.fetch;

import java.net.URI;
import java.util.Optional;

/**
 * What came back.
 *
 * @param body unpacked, unchecked: it may be anything
 * @param contentType as the server claims; never to be relied upon
 * @param url where it came from at last, after redirects
 */
public record Fetched(byte[] body, Optional<String> contentType, URI url) {}
