package io.llmi.planner.openai;

import java.time.Duration;
import java.util.OptionalDouble;

/**
 * How an endpoint is used.
 *
 * @param maxTokens the longest draft
 * @param retries how often a request is repeated before its first token
 * @param pause the first pause before a repetition; doubles each time
 * @param maxPause the longest pause, also where the endpoint asks for more
 * @param firstByte how long the answer may take to begin
 * @param idle how long it may pause after that
 * @param total how long a draft may take with all its repetitions
 */
public record OpenAiSettings(
        OptionalDouble temperature,
        int maxTokens,
        int retries,
        Duration pause,
        Duration maxPause,
        Duration firstByte,
        Duration idle,
        Duration total) {}
