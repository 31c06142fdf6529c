/** The contract between the services: every Kafka record, topic and id of the flow, and their JSON form. */
@NullMarked
package io.llmi.events;

import org.jspecify.annotations.NullMarked;
