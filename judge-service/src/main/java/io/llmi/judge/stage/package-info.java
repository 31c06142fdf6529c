/** The judge as a stage of the flow on Kafka. */
@NullMarked
package io.llmi.judge.stage;

import org.jspecify.annotations.NullMarked;
