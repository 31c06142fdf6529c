/** The join on Kafka Streams: one processor, its journal of inputs, and its deadlines. */
@NullMarked
package io.llmi.assembler.stream;

import org.jspecify.annotations.NullMarked;
