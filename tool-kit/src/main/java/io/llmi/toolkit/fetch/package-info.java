/** Fetching from addresses that a user, a model or a web page chose, without being led into our own network. */
@NullMarked
package io.llmi.toolkit.fetch;

import org.jspecify.annotations.NullMarked;
