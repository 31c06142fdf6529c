/** Producing, tailing and provisioning topics with the plain Kafka clients. */
@NullMarked
package io.llmi.toolkit.kafka;

import org.jspecify.annotations.NullMarked;
