/** The system prompt built from the registered tools, and the job's conversation as chat messages. */
@NullMarked
package io.llmi.planner.prompt;

import org.jspecify.annotations.NullMarked;
