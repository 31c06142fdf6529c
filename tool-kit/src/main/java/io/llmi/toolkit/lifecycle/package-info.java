/** Ordered start and stop of everything in the process that talks to Kafka. */
@NullMarked
package io.llmi.toolkit.lifecycle;

import org.jspecify.annotations.NullMarked;
