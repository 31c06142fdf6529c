/** OpenAI's Responses, Chat Completions and Models API over the same jobs, for OpenAI's own clients. */
@NullMarked
package io.llmi.gateway.openai;

import org.jspecify.annotations.NullMarked;
