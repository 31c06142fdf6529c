package io.llmi.judge;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import io.llmi.toolkit.settings.AtMost;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import org.hibernate.validator.constraints.time.DurationMin;

/** Settings of the judge. */
@AtMost(
        key = "llm.retry-delay",
        bound = "llm.max-retry-after",
        because = "the judge would abstain instead of being asked again")
@AtMost(
        key = "mllm.retry-delay",
        bound = "mllm.max-retry-after",
        because = "the judge would abstain instead of being asked again")
@AtMost(
        key = "second-llm.retry-delay",
        bound = "second-llm.max-retry-after",
        because = "the judge would abstain instead of being asked again")
@AtMost(
        key = "second-mllm.retry-delay",
        bound = "second-mllm.max-retry-after",
        because = "the judge would abstain instead of being asked again")
@AtMost(
        key = "scaling.write-share",
        bound = "scaling.make-share",
        strictly = true,
        because = "no time would be left to make the candidates' pictures")
@ConfigMapping(prefix = "llmi.judge")
public interface JudgeConfig {
    /** The judge of text and tags. */
    Endpoint llm();

    /** The judge of the pictures; its model has to see. */
    Endpoint mllm();

    /** Another judge of text and tags, asked now and then to see whether both agree; never counts. */
    Endpoint secondLlm();

    /** Another judge of the pictures, asked now and then to see whether both agree; never counts. */
    Endpoint secondMllm();

    /** Share of the drafts for which a second judge is asked too, where one is configured. */
    @WithDefault("0.1")
    @DecimalMin("0")
    @DecimalMax("1")
    double secondShare();

    /**
     * Whether a judge that fails counts as one that gives the lowest score, as in the paper's release; else it abstains.
     * A request can choose for itself.
     */
    @WithDefault("false")
    boolean outageScoresOne();

    /** Directory of prompts {@code llm-<name>.md} and {@code mllm-<name>.md} that go before those of the jar. */
    Optional<Path> prompts();

    /** Name of the prompt by which documents are held against a benchmark's criteria; the picture judge is asked. */
    @WithDefault("v1")
    String criterionPrompt();

    /** The most pixels of a picture that a judge is shown; larger ones are scaled down. */
    @WithDefault("784000")
    @Min(4096)
    long imagePixels();

    /** The HTTP service. */
    Rewards rewards();

    /** The stage on Kafka. */
    Stage stage();

    /** Test-time scaling. */
    Scaling scaling();

    /** A judge's model. */
    interface Endpoint {
        /** Base URL of an OpenAI-compatible endpoint, normally ending in {@code /v1}; unset means heuristics. */
        Optional<String> baseUrl();

        /** Key of that endpoint, sent as a bearer token and never logged. */
        Optional<String> apiKey();

        /** The model; unset means the first one that the endpoint lists. */
        Optional<String> model();

        /** Name of the prompt. */
        @WithDefault("v1")
        String prompt();

        /** Sampling temperature; an empty value leaves it to the endpoint. */
        @WithDefault("0")
        Optional<@DecimalMin("0") @DecimalMax("2") Double> temperature();

        /** The longest answer in tokens; models that think need room for it. */
        @WithDefault("4096")
        @Min(16)
        @Max(131072)
        int maxTokens();

        /** How long one answer may take. */
        @WithDefault("90s")
        @DurationMin(millis = 1)
        Duration timeout();

        /** Attempts for one verdict, the first included. */
        @WithDefault("3")
        @Min(1)
        @Max(10)
        int attempts();

        /** Pause before the second attempt; doubles each time. */
        @WithDefault("500ms")
        @DurationMin(millis = 1)
        Duration retryDelay();

        /** The longest pause that the endpoint may ask for; if it wants more, the judge abstains. */
        @WithDefault("20s")
        @DurationMin
        Duration maxRetryAfter();

        /** Questions under way at once in this process. */
        @WithDefault("16")
        @Min(1)
        @Max(1024)
        int concurrency();

        /** Whether to ask for an answer by JSON schema; given up by itself where the endpoint refuses it. */
        @WithDefault("true")
        boolean structured();
    }

    /** The HTTP service. */
    interface Rewards {
        /** Completions in one request. */
        @WithDefault("256")
        @Min(1)
        @Max(4096)
        int batch();

        /** Completions that run their tools at once in this process. */
        @WithDefault("8")
        @Min(1)
        @Max(1024)
        int concurrency();

        /** Characters of a completion. */
        @WithDefault("200000")
        @Min(1)
        @Max(1_000_000)
        int completionChars();

        /** Characters of a question. */
        @WithDefault("100000")
        @Min(1)
        @Max(1_000_000)
        int questionChars();

        /** Pictures that come with one question. */
        @WithDefault("16")
        @Min(0)
        @Max(64)
        int images();

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

        /** How long a completion's tools may take, from when it is its turn; what is not there then is missing. */
        @WithDefault("2m")
        @DurationMin(millis = 1)
        Duration runTimeout();

        /** How long the judges may take for one completion, attempts and waiting included. */
        @WithDefault("3m")
        @DurationMin(millis = 1)
        Duration judgeTimeout();

        /** How long a whole batch may take; completions that are not done then are answered with an error. */
        @WithDefault("30m")
        @DurationMin(millis = 1)
        Duration batchTimeout();

        /** A space is sent this often while a batch is worked on, so that nothing between takes the line for dead. */
        @WithDefault("15s")
        @DurationMin(millis = 1)
        Duration heartbeat();
    }

    /** Test-time scaling. */
    interface Scaling {
        /** Jobs with candidates that are coordinated at once; several for each partition of the jobs' topic. */
        @WithDefault("16")
        @Min(1)
        @Max(1024)
        int slots();

        /** Share of a job's time by when its candidates' texts have to be there. */
        @WithDefault("0.45")
        @DecimalMin("0.05")
        @DecimalMax("0.9")
        double writeShare();

        /** Share of a job's time by when its candidates' documents have to be made and judged. */
        @WithDefault("0.8")
        @DecimalMin("0.1")
        @DecimalMax("0.95")
        double makeShare();

        /** How often a candidate whose programs failed is given back to its planner with their errors. */
        @WithDefault("1")
        @Min(0)
        @Max(5)
        int repairs();

        /** Candidates still being made are given up when all of them together promise less reward than this. */
        @WithDefault("0.005")
        @DecimalMin("0")
        @DecimalMax("1")
        double leastGain();
    }

    /** The stage on Kafka. */
    interface Stage {
        /** Drafts that are judged at once. */
        @WithDefault("8")
        @Min(1)
        @Max(1024)
        int slots();
    }
}
