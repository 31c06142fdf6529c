package io.llmi.parser.scan;

/**
 * What a tag may cost.
 *
 * @param maxTagChars the longest tag body, in UTF-16 units
 * @param maxNesting how deep a tag's objects and lists may nest, the outermost counted as 1
 */
public record ScanLimits(int maxTagChars, int maxNesting) {
    public static final ScanLimits DEFAULT = new ScanLimits(65_536, 32);

    public ScanLimits {
        if (maxTagChars < 64 || maxNesting < 2) {
            throw new IllegalArgumentException("a tag needs at least 64 characters and 2 levels of nesting");
        }
    }
}
