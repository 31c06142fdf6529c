package io.llmi.gateway;

import java.math.BigDecimal;
import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;

import io.llmi.toolkit.settings.AtMost;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import org.hibernate.validator.constraints.time.DurationMin;

/** The gateway's settings. */
@AtMost(
        key = "deadline.min-seconds",
        bound = "deadline.default-seconds",
        because = "jobs that do not say how long they may run would be too short for the limit")
@AtMost(
        key = "deadline.default-seconds",
        bound = "deadline.max-seconds",
        because = "jobs that do not say how long they may run would be too long for the limit")
@AtMost(
        key = "deadline.max-seconds",
        bound = "log.replay-window",
        because = "a gateway that starts would not see the beginning of jobs that still run")
@AtMost(
        key = "limits.images",
        bound = "limits.conversation-images",
        because = "a request with as many pictures as it may have would be refused as a conversation")
@ConfigMapping(prefix = "llmi.gateway")
public interface GatewayConfig {
    /** What a submission may contain. */
    Limits limits();

    /** How long jobs may run. */
    Deadline deadline();

    /** How a job gets into the flow. */
    Admission admission();

    /** Event logs and their streams. */
    Log log();

    /** What a submission may contain. */
    interface Limits {
        /** Characters of the prompt, or of all messages together. */
        @WithDefault("100000")
        @Min(1)
        @Max(1_000_000)
        int promptChars();

        /** Turns of a conversation. */
        @WithDefault("200")
        @Min(1)
        @Max(10_000)
        int messages();

        /** Pictures that a client may send along. */
        @WithDefault("16")
        @Min(0)
        @Max(64)
        int images();

        /** Pictures that a continued conversation may have, those of earlier documents included. */
        @WithDefault("64")
        @Min(1)
        @Max(1000)
        int conversationImages();

        /** Bytes of one picture, decoded from base64. */
        @WithDefault("20971520")
        @Min(1024)
        @Max(104_857_600)
        int imageBytes();

        /** Width times height of one picture. */
        @WithDefault("50000000")
        @Min(1)
        @Max(500_000_000)
        long imagePixels();

        /** The most that a client may set {@code max_images} to. */
        @WithDefault("98")
        @Min(1)
        @Max(98)
        int maxImages();

        /** The most that a client may set {@code max_cost} to, in US dollars. */
        @WithDefault("1000")
        @Positive
        BigDecimal maxCost();
    }

    /** How long jobs may run. */
    interface Deadline {
        /** The shortest that a client may ask for, in seconds. */
        @WithDefault("5")
        @Min(1)
        int minSeconds();

        /** For jobs that do not say, in seconds. */
        @WithDefault("300")
        @Min(1)
        int defaultSeconds();

        /** The longest that a client may ask for, in seconds. */
        @WithDefault("3600")
        @Min(1)
        @Max(86_400)
        int maxSeconds();
    }

    /** How a job gets into the flow. */
    interface Admission {
        /**
         * How long to wait for Kafka's acknowledgement before the client is told to try again; also the age after which
         * a repeated submission takes over one that was never acknowledged.
         */
        @WithDefault("5s")
        @DurationMin(millis = 1)
        Duration publishTimeout();

        /** Jobs that are shown as queued before their first summary comes back. */
        @WithDefault("10000")
        @Min(1)
        @Max(1_000_000)
        int provisionalJobs();
    }

    /** Event logs and their streams. */
    interface Log {
        /** Bytes of event logs kept in memory; logs of ended jobs that were not read for longest go first. */
        @WithDefault("134217728")
        @Min(1_048_576)
        long memoryBytes();

        /** How far back the log is read when the gateway starts: at least the longest deadline. */
        @WithDefault("1h")
        @DurationMin(seconds = 1)
        Duration replayWindow();

        /** Logs that are read back from Kafka at the same time. */
        @WithDefault("4")
        @Min(1)
        @Max(64)
        int concurrentBackfills();

        /** How long one log may take to be read back. */
        @WithDefault("30s")
        @DurationMin(millis = 1)
        Duration backfillTimeout();

        /** A stream without events sends a comment this often, so that proxies keep it open. */
        @WithDefault("15s")
        @DurationMin(millis = 1)
        Duration heartbeat();

        /** A client that takes nothing for this long is dropped. */
        @WithDefault("30s")
        @DurationMin(millis = 1)
        Duration stallTimeout();
    }
}
