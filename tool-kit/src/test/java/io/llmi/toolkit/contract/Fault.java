package io.llmi.toolkit.contract;

import java.util.Map;

/** A way in which a backend goes wrong. */
public sealed interface Fault {
    /** An error status with headers and a body. */
    record Status(int status, Map<String, String> headers, String body) implements Fault {}

    /** A web page with status 200, as a captive portal or a broken proxy sends it. */
    record WebPage() implements Fault {}

    /** A success that breaks off in the middle of its body. */
    record Truncated() implements Fault {}

    /** A success that comes one byte a tenth of a second. */
    record Drip() implements Fault {}

    /** A success with a body of this many bytes. */
    record Huge(long bytes) implements Fault {}

    /** The connection is closed once the request was taken. */
    record Reset() implements Fault {}

    /** The request is taken and nothing follows. */
    record Hang() implements Fault {}
}
