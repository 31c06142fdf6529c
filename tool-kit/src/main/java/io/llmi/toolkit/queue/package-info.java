/** A Kafka share group as a work queue: one consumer, one slot. */
@NullMarked
package io.llmi.toolkit.queue;

import org.jspecify.annotations.NullMarked;
