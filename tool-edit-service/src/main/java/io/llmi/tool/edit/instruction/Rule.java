package io.llmi.tool.edit.instruction;

import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A phrase and the operation that it stands for. */
record Rule(Pattern phrase, Function<MatchResult, Operation> operation) {
    static Rule of(String regex, Function<MatchResult, Operation> operation) {
        int flags = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
        return new Rule(Pattern.compile("(?<![\\p{L}\\p{N}])(?:" + regex + ")(?![\\p{L}\\p{N}])", flags), operation);
    }

    static Rule of(String regex, Operation operation) {
        return of(regex, match -> operation);
    }
}
