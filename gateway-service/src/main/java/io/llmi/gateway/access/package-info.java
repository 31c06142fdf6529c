/** The gateway's gate: who calls, the keys that are made and revoked here, and the session of a browser. */
@NullMarked
package io.llmi.gateway.access;

import org.jspecify.annotations.NullMarked;
