/** Signed messages to clients whose job ended. */
@NullMarked
package io.llmi.gateway.webhook;

import org.jspecify.annotations.NullMarked;
