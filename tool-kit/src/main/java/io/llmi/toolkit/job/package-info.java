/** What a client asked of a running job, seen by everyone who works on it. */
@NullMarked
package io.llmi.toolkit.job;

import org.jspecify.annotations.NullMarked;
