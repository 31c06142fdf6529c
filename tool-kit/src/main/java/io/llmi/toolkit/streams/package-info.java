/** The life of one exactly-once Kafka Streams topology. */
@NullMarked
package io.llmi.toolkit.streams;

import org.jspecify.annotations.NullMarked;
