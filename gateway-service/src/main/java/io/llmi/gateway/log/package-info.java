/** Each job's event log in memory, backfilled from Kafka, streamed as server-sent events. */
@NullMarked
package io.llmi.gateway.log;

import org.jspecify.annotations.NullMarked;
