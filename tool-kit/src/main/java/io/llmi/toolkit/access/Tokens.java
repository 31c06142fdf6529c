package io.llmi.toolkit.access;

import java.util.Optional;

/** Reads bearer tokens that are no keys of ours. Thread-safe, may block. */
@FunctionalInterface
public interface Tokens {
    /** Takes none. */
    Tokens NONE = token -> Optional.empty();

    /** Who the token says is calling, if it is valid. */
    Optional<Caller> verify(String token);
}
