package io.llmi.judge.rubric;

import java.util.List;

/**
 * One thing that a judge scores from 1 to 5.
 *
 * @param key its name in structured answers and in our own
 * @param label its name in an answer of lines
 * @param aliases other names that models give it, in lower case
 */
public record Criterion(String key, String label, List<String> aliases) {
    public Criterion {
        aliases = List.copyOf(aliases);
    }
}
