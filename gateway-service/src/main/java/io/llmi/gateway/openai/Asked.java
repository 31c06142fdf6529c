package io.llmi.gateway.openai;

import java.util.Optional;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A request in OpenAI's form, understood.
 *
 * @param job the same in the form of the jobs API
 * @param echo parameters that the response object repeats
 * @param previous the response that it goes on from
 * @param usage whether a chat stream ends with a usage chunk
 */
record Asked(
        ObjectNode job,
        ObjectNode echo,
        boolean stream,
        boolean background,
        boolean store,
        Optional<String> previous,
        boolean usage) {}
