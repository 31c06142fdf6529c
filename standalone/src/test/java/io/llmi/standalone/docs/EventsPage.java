package io.llmi.standalone.docs;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.llmi.events.AccessKey;
import io.llmi.events.DeadLetter;
import io.llmi.events.DocumentEvent;
import io.llmi.events.DraftEvent;
import io.llmi.events.JobControl;
import io.llmi.events.JobSubmitted;
import io.llmi.events.JobSummary;
import io.llmi.events.JudgeRequest;
import io.llmi.events.JudgeResult;
import io.llmi.events.PlanEvent;
import io.llmi.events.Spending;
import io.llmi.events.ToolManifest;
import io.llmi.events.ToolRequest;
import io.llmi.events.ToolResult;
import io.llmi.events.Topics;
import io.llmi.events.WebhookNotice;

/** Writes docs/events.md from the records themselves. */
final class EventsPage {
    private static final Map<String, Class<?>> RECORD_OF = topics();

    private final Set<Class<?>> described = new LinkedHashSet<>();
    private final Deque<Class<?>> open = new ArrayDeque<>();

    String render() {
        StringBuilder page = new StringBuilder("""
                # Topics and events

                Generated from the records in `events/`; do not edit. Values are JSON: snake case, ISO 8601 instants,
                absent fields instead of nulls. Readers ignore fields they do not know and fill in defaults for optional
                ones that are missing. Keys are job ids, so one job's records stay in order (the tools topic is keyed by
                tool name, that of keys by key id). Headers: `traceparent` (W3C), and CloudEvents 1.0 attributes in binary mode (`ce_id`,
                `ce_source`, `ce_type`, `ce_specversion`).

                ## Topics

                | topic | record | cleanup |
                |---|---|---|
                """);
        for (Topics.Spec spec : Topics.specs(4, Duration.ofDays(7), List.of("<tool>"))) {
            Class<?> record = RECORD_OF.get(spec.name());
            page.append("| `%s` | [%s](#%s) | %s |\n"
                    .formatted(
                            spec.name(),
                            record.getSimpleName(),
                            record.getSimpleName().toLowerCase(java.util.Locale.ROOT),
                            spec.config().get("cleanup.policy")));
        }
        page.append("\n## Records\n");
        RECORD_OF.values().stream().distinct().forEach(open::add);
        while (!open.isEmpty()) {
            Class<?> next = open.poll();
            if (described.add(next)) {
                describe(next, page);
            }
        }
        return page.toString();
    }

    private void describe(Class<?> type, StringBuilder page) {
        page.append("\n### ").append(type.getSimpleName()).append("\n\n");
        if (type.isEnum()) {
            page.append(Arrays.stream(type.getEnumConstants())
                            .map(constant -> "`"
                                    + io.llmi.events.Json.mapper()
                                            .valueToTree(constant)
                                            .asText() + "`")
                            .collect(Collectors.joining(", ")))
                    .append("\n");
        } else if (type.isRecord()) {
            fields(type, page);
        } else {
            JsonSubTypes variants = type.getAnnotation(JsonSubTypes.class);
            page.append("One of these, told apart by `type`:\n");
            for (JsonSubTypes.Type variant : variants.value()) {
                page.append("\n`\"type\": \"").append(variant.name()).append("\"`\n\n");
                described.add(variant.value());
                fields(variant.value(), page);
            }
        }
    }

    private void fields(Class<?> record, StringBuilder page) {
        page.append("| field | type |\n|---|---|\n");
        for (RecordComponent component : record.getRecordComponents()) {
            String name = PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE.translate(component.getName());
            page.append("| `%s` | %s |\n".formatted(name, name(component.getGenericType())));
        }
    }

    private String name(Type type) {
        if (type instanceof ParameterizedType parameterized) {
            String outer = ((Class<?>) parameterized.getRawType()).getSimpleName();
            List<String> inner = Arrays.stream(parameterized.getActualTypeArguments())
                    .map(this::name)
                    .toList();
            return switch (outer) {
                case "Optional" -> inner.getFirst() + ", optional";
                case "List" -> "list of " + inner.getFirst();
                case "Map" -> "object of " + inner.getLast();
                default -> outer;
            };
        }
        Class<?> plain = (Class<?>) type;
        if (plain.getPackageName().equals("io.llmi.events") && !isScalar(plain)) {
            open.add(plain);
            return "[%s](#%s)"
                    .formatted(plain.getSimpleName(), plain.getSimpleName().toLowerCase(java.util.Locale.ROOT));
        }
        return switch (plain.getSimpleName()) {
            case "String" -> "text";
            case "int", "long", "Integer" -> "integer";
            case "double", "Double", "BigDecimal" -> "number";
            case "boolean" -> "boolean";
            case "JsonNode" -> "any JSON";
            case "Instant" -> "instant";
            default -> plain.getSimpleName();
        };
    }

    private static boolean isScalar(Class<?> type) {
        return Set.of("JobId", "DraftId", "CallId", "ImageCount").contains(type.getSimpleName());
    }

    private static Map<String, Class<?>> topics() {
        Map<String, Class<?>> topics = new LinkedHashMap<>();
        topics.put(Topics.JOBS, JobSubmitted.class);
        topics.put(Topics.JOB_CONTROL, JobControl.class);
        topics.put(Topics.PLAN_CHUNKS, PlanEvent.class);
        topics.put(Topics.DOCUMENT_PARTS, DraftEvent.class);
        topics.put(Topics.toolRequests("<tool>"), ToolRequest.class);
        topics.put(Topics.TOOL_RESULTS, ToolResult.class);
        topics.put(Topics.SPENDING, Spending.class);
        topics.put(Topics.JUDGE_REQUESTS, JudgeRequest.class);
        topics.put(Topics.JUDGE_RESULTS, JudgeResult.class);
        topics.put(Topics.DOCUMENT_EVENTS, DocumentEvent.class);
        topics.put(Topics.JOB_SUMMARIES, JobSummary.class);
        topics.put(Topics.WEBHOOKS, WebhookNotice.class);
        topics.put(Topics.TOOLS, ToolManifest.class);
        topics.put(Topics.KEYS, AccessKey.class);
        topics.put(Topics.DEAD_LETTERS, DeadLetter.class);
        return topics;
    }
}
