package io.llmi.judge.scaling;

import java.util.List;

import io.llmi.events.Document;
import io.llmi.events.TokenUsage;
import io.llmi.events.ToolResult;

/**
 * A candidate's document, or a variant of it.
 *
 * @param results of its tool calls, the last one of each
 * @param reward from 0 to 1
 * @param spent on repairs
 */
record Made(Written written, Document document, List<ToolResult> results, double reward, TokenUsage spent) {
    Made {
        results = List.copyOf(results);
    }

    Made spending(TokenUsage all) {
        return new Made(written, document, results, reward, all);
    }
}
