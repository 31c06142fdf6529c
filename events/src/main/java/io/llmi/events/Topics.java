package io.llmi.events;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Names and settings of all topics and share groups. Every topic of a job's records is keyed by job id. */
public final class Topics {
    public static final String JOBS = "llmi.jobs";
    public static final String JOB_CONTROL = "llmi.job-control";
    public static final String PLAN_CHUNKS = "llmi.plan-chunks";
    public static final String DOCUMENT_PARTS = "llmi.document-parts";
    public static final String TOOL_RESULTS = "llmi.tool-results";
    public static final String DOCUMENT_EVENTS = "llmi.document-events";
    public static final String JOB_SUMMARIES = "llmi.job-summaries";
    public static final String TOOLS = "llmi.tools";
    public static final String DEAD_LETTERS = "llmi.dead-letters";

    /** What tools ask of jobs' budgets, in the order that decides. */
    public static final String SPENDING = "llmi.spending";

    /** API keys, hashed, by their ids. */
    public static final String KEYS = "llmi.keys";

    /** Webhooks that have still to be delivered, by job; a tombstone ends one. */
    public static final String WEBHOOKS = "llmi.webhooks";

    /** The consumer group of the gateways on {@link #WEBHOOKS}. */
    public static final String WEBHOOK_GROUP = "llmi-gateway-webhooks";

    /** Drafts to be scored, a queue. */
    public static final String JUDGE_REQUESTS = "llmi.judge-requests";

    /** Scores of drafts. */
    public static final String JUDGE_RESULTS = "llmi.judge-results";

    /** The share group of the judges, on {@link #JUDGE_REQUESTS}. */
    public static final String JUDGE_GROUP = "llmi-judge";

    /** The share group of the planners, on {@link #JOBS}. */
    public static final String PLANNER_GROUP = "llmi-planner";

    /** The four tools that the system ships; others join by publishing a manifest. */
    public static final List<String> SHIPPED_TOOLS = List.of("search", "diffusion", "code", "edit");

    /** The share group of test-time scaling, on {@link #JOBS}. */
    public static final String SCALING_GROUP = "llmi-scaling";

    /**
     * Of a topic that is a queue. A share group gives each of its members only some of the partitions where there are
     * several: a record then waits for a busy member of its partition beside idle members of others.
     */
    private static final int QUEUE_PARTITIONS = 1;

    private static final String TOOL_REQUESTS_PREFIX = "llmi.tool-requests.";

    private Topics() {}

    /** The queue of one tool. */
    public static String toolRequests(String tool) {
        return TOOL_REQUESTS_PREFIX + tool;
    }

    /** The share group of one tool's workers. */
    public static String toolGroup(String tool) {
        return "llmi-tool-" + tool;
    }

    /**
     * A topic as it should be.
     *
     * @param config topic settings by their Kafka names
     */
    public record Spec(String name, int partitions, Map<String, String> config) {}

    /**
     * All topics of the flow, for these tools.
     *
     * @param partitions of every topic that is joined by job; they must be co-partitioned
     * @param retention how long jobs and their event logs are kept
     */
    public static List<Spec> specs(int partitions, Duration retention, List<String> tools) {
        Map<String, String> log = Map.of(
                "cleanup.policy", "delete",
                "retention.ms", Long.toString(retention.toMillis()),
                "max.message.bytes", Integer.toString(4 * 1024 * 1024));
        // Consumed within minutes: kept a day so that an outage can be looked into.
        Map<String, String> flow = Map.of(
                "cleanup.policy", "delete",
                "retention.ms", Long.toString(Duration.ofDays(1).toMillis()),
                "max.message.bytes", Integer.toString(4 * 1024 * 1024));
        Map<String, String> table = Map.of("cleanup.policy", "compact");
        // A gateway reads it from its beginning whenever it takes a partition over: compacted early to be short.
        Map<String, String> outbox = Map.of(
                "cleanup.policy",
                "compact,delete",
                "retention.ms",
                Long.toString(retention.toMillis()),
                "segment.ms",
                Long.toString(Duration.ofHours(1).toMillis()),
                "min.cleanable.dirty.ratio",
                "0.1");
        List<Spec> specs = new ArrayList<>();
        specs.add(new Spec(JOBS, partitions, log));
        specs.add(new Spec(JOB_CONTROL, partitions, flow));
        specs.add(new Spec(PLAN_CHUNKS, partitions, flow));
        specs.add(new Spec(DOCUMENT_PARTS, partitions, flow));
        specs.add(new Spec(TOOL_RESULTS, partitions, flow));
        specs.add(new Spec(SPENDING, partitions, flow));
        specs.add(new Spec(JUDGE_REQUESTS, QUEUE_PARTITIONS, flow));
        specs.add(new Spec(JUDGE_RESULTS, partitions, flow));
        specs.add(new Spec(DOCUMENT_EVENTS, partitions, log));
        specs.add(new Spec(JOB_SUMMARIES, partitions, table));
        specs.add(new Spec(WEBHOOKS, partitions, outbox));
        specs.add(new Spec(TOOLS, 1, table));
        specs.add(new Spec(KEYS, 1, table));
        specs.add(new Spec(DEAD_LETTERS, 1, log));
        for (String tool : tools) {
            specs.add(new Spec(toolRequests(tool), QUEUE_PARTITIONS, flow));
        }
        return List.copyOf(specs);
    }

    /**
     * Settings of the share groups, by group: a new group must start at the earliest record (the broker's default skips
     * what is already queued).
     */
    public static Map<String, Map<String, String>> shareGroups(List<String> tools) {
        Map<String, String> settings = Map.of("share.auto.offset.reset", "earliest");
        Map<String, Map<String, String>> groups = new java.util.HashMap<>();
        groups.put(PLANNER_GROUP, settings);
        groups.put(JUDGE_GROUP, settings);
        groups.put(SCALING_GROUP, settings);
        for (String tool : tools) {
            groups.put(toolGroup(tool), settings);
        }
        return Map.copyOf(groups);
    }
}
