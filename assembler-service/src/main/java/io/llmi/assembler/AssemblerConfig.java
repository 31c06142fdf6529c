package io.llmi.assembler;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import io.llmi.toolkit.settings.AtMost;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import org.hibernate.validator.constraints.time.DurationMin;

/** Settings of the assembler. */
@AtMost(key = "check-interval", bound = "close-reserve", because = "documents would be closed after their deadline")
@AtMost(
        key = "archive.retry-delay",
        bound = "archive.max-retry-delay",
        because = "the first wait would be longer than the longest")
@ConfigMapping(prefix = "llmi.assembler")
public interface AssemblerConfig {
    /** How long a tool may take from the request to the result before its picture is given up. */
    @WithDefault("120s")
    @DurationMin(millis = 1)
    Duration callTimeout();

    /** How long before a job's deadline its document is closed; at most a tenth of the job's time is used for it. */
    @WithDefault("500ms")
    @DurationMin
    Duration closeReserve();

    /** How often deadlines are looked at; together with the commit interval it has to fit into the close reserve. */
    @WithDefault("200ms")
    @DurationMin(millis = 1)
    Duration checkInterval();

    /** How long a closed job is remembered to drop late records, and records are kept whose job does not come. */
    @WithDefault("15m")
    @DurationMin(seconds = 1)
    Duration retention();

    /** Records of a draft that are kept until the job's own record comes; the draft is cut off at the next one. */
    @WithDefault("4096")
    @Min(1)
    @Max(1_000_000)
    int maxEarlyRecords();

    /** Results per job that are kept although nothing asks for them yet. */
    @WithDefault("256")
    @Min(1)
    @Max(100_000)
    int maxSpareResults();

    /** The archive of finished documents. */
    Archive archive();

    /** Settings of the archive of finished documents. */
    interface Archive {
        /** How long to wait after the blob store failed; doubled with each failure in a row. */
        @WithDefault("200ms")
        @DurationMin(millis = 1)
        Duration retryDelay();

        /** The longest wait between two attempts. */
        @WithDefault("30s")
        @DurationMin(millis = 1)
        Duration maxRetryDelay();
    }
}
