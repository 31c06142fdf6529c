/** Submitting, listing, cancelling and deleting jobs. */
@NullMarked
package io.llmi.gateway.job;

import org.jspecify.annotations.NullMarked;
