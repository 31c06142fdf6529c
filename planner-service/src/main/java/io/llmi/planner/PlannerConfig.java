package io.llmi.planner;

import java.time.Duration;
import java.util.Optional;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;

import io.llmi.toolkit.settings.AtMost;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import org.hibernate.validator.constraints.time.DurationMin;

/** Settings of the planner. */
@AtMost(key = "retry.pause", bound = "retry.max-pause", because = "the first pause would be longer than the longest")
@ConfigMapping(prefix = "llmi.planner")
public interface PlannerConfig {
    /** Which backend writes: {@code auto} takes a configured endpoint, else Ollama if it runs, else the rehearsal. */
    @WithDefault("auto")
    Mode mode();

    /** Base URL of an OpenAI-compatible endpoint, normally ending in {@code /v1}; {@code OPENAI_BASE_URL}. */
    Optional<String> baseUrl();

    /** Key of that endpoint, sent as a bearer token and never logged; {@code OPENAI_API_KEY}. */
    Optional<String> apiKey();

    /** The model; unset means the first one that the endpoint lists. */
    Optional<String> model();

    /** Sampling temperature; unset leaves it to the endpoint. */
    Optional<@DecimalMin("0") @DecimalMax("2") Double> temperature();

    /** The longest draft in tokens. */
    @WithDefault("8192")
    @Positive
    int maxTokens();

    /** How many drafts are written at once. */
    @WithDefault("16")
    @Min(1)
    @Max(1024)
    int slots();

    /** How often a draft that broke off is started again. */
    @WithDefault("1")
    @Min(0)
    @Max(10)
    int restarts();

    /** How long to wait for the job's tools to register before planning without them. */
    @WithDefault("5s")
    @DurationMin
    Duration toolsWait();

    /** The most pixels of a user's picture that are sent to the model; larger ones are scaled down. */
    @WithDefault("1048576")
    @Min(4096)
    long imagePixels();

    /** Attempts on an endpoint before its first token. */
    Retry retry();

    /** How long an endpoint may take. */
    Timeout timeout();

    /** How text is gathered into records. */
    Coalesce coalesce();

    /** The local Ollama. */
    Ollama ollama();

    /** The rule-based planner. */
    Rehearsal rehearsal();

    /** Which backend writes. */
    enum Mode {
        AUTO,
        REHEARSAL
    }

    /** Attempts on an endpoint before its first token. */
    interface Retry {
        /** How often a request is repeated. */
        @WithDefault("4")
        @Min(0)
        @Max(20)
        int attempts();

        /** The first pause; doubles each time, less up to a quarter by chance. */
        @WithDefault("500ms")
        @DurationMin
        Duration pause();

        /** The longest pause, also where the endpoint asks for a longer one. */
        @WithDefault("20s")
        @DurationMin
        Duration maxPause();
    }

    /** How long an endpoint may take. */
    interface Timeout {
        /** To connect. */
        @WithDefault("5s")
        @DurationMin(millis = 1)
        Duration connect();

        /** To begin its answer; models that queue requests or load weights need long. */
        @WithDefault("120s")
        @DurationMin(millis = 1)
        Duration firstByte();

        /** Between two pieces of the answer. */
        @WithDefault("60s")
        @DurationMin(millis = 1)
        Duration idle();

        /** For a whole draft. */
        @WithDefault("15m")
        @DurationMin(millis = 1)
        Duration total();
    }

    /** How text is gathered into records. */
    interface Coalesce {
        /** The least time between two records of a draft, and the longest that a piece of text waits. */
        @WithDefault("25ms")
        @DurationMin
        Duration interval();

        /** Characters that are sent without waiting for the interval. */
        @WithDefault("2048")
        @Min(1)
        @Max(32768)
        int chars();

        /** Records of a draft that the broker has not acknowledged yet, before the model's stream has to wait. */
        @WithDefault("64")
        @Min(2)
        int inFlight();
    }

    /** The local Ollama. */
    interface Ollama {
        /** Whether to look for it when no endpoint is configured. */
        @WithDefault("true")
        boolean enabled();

        /** Where it is looked for. */
        @WithDefault("http://127.0.0.1:11434")
        String url();

        /** How long it may take to list its models. */
        @WithDefault("300ms")
        @DurationMin(millis = 1)
        Duration probeTimeout();

        /** How long an answer, or the lack of one, counts. */
        @WithDefault("30s")
        @DurationMin
        Duration probeInterval();
    }

    /** The rule-based planner. */
    interface Rehearsal {
        /** Its pace; 0 is as fast as possible. */
        @WithDefault("120")
        @Min(0)
        @Max(1000000)
        int wordsPerSecond();
    }
}
