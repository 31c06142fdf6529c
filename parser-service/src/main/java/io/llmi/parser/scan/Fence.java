package io.llmi.parser.scan;

/**
 * A code fence that was opened.
 *
 * @param mark a backtick or a tilde
 * @param length how many of them; at least as many close it
 * @param line its line as it was written, without the line break
 */
public record Fence(char mark, int length, String line) {}
