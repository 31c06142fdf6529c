package io.llmi.toolkit.backend;

import java.time.Duration;
import java.util.Optional;

/** What may help after a backend failed. */
public sealed interface Remedy {
    /**
     * The same call may succeed later.
     *
     * @param notBefore the pause that the backend asked for, if it did
     */
    record TryAgain(Optional<Duration> notBefore) implements Remedy {}

    /** The same call will not succeed here, but another backend may be able to do it. */
    record TryNext() implements Remedy {}

    /** Nobody should try: the request itself is wrong or was declined on content grounds. */
    record GiveUp() implements Remedy {}
}
