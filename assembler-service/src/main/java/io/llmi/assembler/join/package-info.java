/** The join of one job as a pure state machine: records in, document events and tool requests out; no clock, no Kafka. */
@NullMarked
package io.llmi.assembler.join;

import org.jspecify.annotations.NullMarked;
