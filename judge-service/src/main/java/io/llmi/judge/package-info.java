/** Computes rewards and coordinates test-time scaling. */
@NullMarked
package io.llmi.judge;

import org.jspecify.annotations.NullMarked;
