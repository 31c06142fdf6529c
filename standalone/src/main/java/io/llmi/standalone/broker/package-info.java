/** A single-node Kafka broker inside this process. */
@NullMarked
package io.llmi.standalone.broker;

import org.jspecify.annotations.NullMarked;
