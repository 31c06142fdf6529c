/** A streaming client for any OpenAI-compatible chat endpoint. */
@NullMarked
package io.llmi.planner.openai;

import org.jspecify.annotations.NullMarked;
