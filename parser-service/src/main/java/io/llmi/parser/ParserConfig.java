package io.llmi.parser;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import io.llmi.parser.scan.ScanLimits;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import org.hibernate.validator.constraints.time.DurationMin;

/** How much a draft and its tags may cost. */
@ConfigMapping(prefix = "llmi.parser")
public interface ParserConfig {
    /** The longest body of a tag, in characters; a longer one becomes a failed picture. */
    @WithDefault("65536")
    @Min(1024)
    @Max(1_048_576)
    int maxTagChars();

    /** How deep a tag's objects and lists may nest. */
    @WithDefault("32")
    @Min(2)
    @Max(48)
    int maxNesting();

    /** The most tags of a draft that get a place in the document, whatever the job allows; further ones are left out. */
    @WithDefault("200")
    @Min(1)
    @Max(10_000)
    int maxTags();

    /** How long a draft is remembered after its end, or after its deadline, to recognise late repeats. */
    @WithDefault("15m")
    @DurationMin(seconds = 1)
    Duration retention();

    /** The limits as the topology takes them. */
    default ParserLimits limits() {
        return new ParserLimits(new ScanLimits(maxTagChars(), maxNesting()), maxTags(), retention());
    }
}
