package io.llmi.standalone.cli;

import java.util.stream.Stream;

/** What a failed start comes down to, out of all that wraps it. Pure. */
final class StartFailure {
    private static final String OURS = "io.llmi.";

    private StartFailure() {}

    /** The first reason that one of our own parts gave, which says what to do; else the innermost one. */
    static String reason(Throwable failure) {
        return causes(failure)
                .filter(cause -> cause.getClass().getName().startsWith(OURS) && cause.getMessage() != null)
                .findFirst()
                .map(Throwable::getMessage)
                .orElseGet(() -> causes(failure)
                        .reduce((outer, inner) -> inner)
                        .map(cause -> cause.getMessage() == null ? cause.toString() : cause.getMessage())
                        .orElseThrow());
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(50);
    }
}
