package io.llmi.judge.scaling;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

import io.llmi.events.Document;
import io.llmi.events.TokenUsage;
import io.llmi.events.ToolResult;

/**
 * A candidate's document, of the best variants of its pictures.
 *
 * @param results of the calls that made it, the last one of each
 * @param variants of which variant each picture is; empty if there was but one
 * @param abandoned how many variants were not waited for
 * @param reward from 0 to 1
 * @param spent on repairs
 * @param paid for the pictures of all variants, in US dollars; empty if no price is known
 */
record Made(
        Written written,
        Document document,
        List<ToolResult> results,
        List<Integer> variants,
        int abandoned,
        double reward,
        TokenUsage spent,
        Optional<BigDecimal> paid) {
    Made {
        results = List.copyOf(results);
        variants = List.copyOf(variants);
    }
}
