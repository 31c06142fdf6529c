package io.llmi.parser;

import java.time.Duration;

import io.llmi.parser.scan.ScanLimits;

/**
 * Bounds of the parser's work and state.
 *
 * @param maxTags tags of a draft that get a place in the document
 * @param retention how long a draft is remembered after its end or its deadline
 */
public record ParserLimits(ScanLimits scan, int maxTags, Duration retention) {
    public static final ParserLimits DEFAULT = new ParserLimits(ScanLimits.DEFAULT, 200, Duration.ofMinutes(15));
}
