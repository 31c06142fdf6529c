package io.llmi.judge.http;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.llmi.events.Document;
import io.llmi.events.ImageCount;
import io.llmi.events.Json;
import io.llmi.events.RewardSplit;
import io.llmi.events.RewardWeights;
import io.llmi.judge.JudgeConfig;
import io.llmi.judge.reward.ToolReward;

/** Reads an item strictly and names everything that is wrong with it at once. */
final class ItemReader {
    private static final List<String> FIELDS = List.of(
            "question",
            "completion",
            "document",
            "image_num",
            "tools",
            "images",
            "weights",
            "split",
            "outage_scores_one",
            "criteria");
    private static final int MAX_CRITERIA = 50;
    private static final int MAX_CRITERION_CHARS = 4000;
    private static final List<String> WEIGHTS = List.of("rule", "mllm", "llm");
    private static final int MAX_IMAGE_NUM = 99;

    private final JudgeConfig.Rewards limits;
    private final ItemFields fields;

    private ItemReader(JudgeConfig.Rewards limits, JsonNode item) {
        this.limits = limits;
        this.fields = new ItemFields(item);
    }

    static RewardItem read(JsonNode item, JudgeConfig.Rewards limits) throws InvalidItemException {
        ItemReader reader = new ItemReader(limits, item);
        if (!item.isObject()) {
            reader.fields.error("item", "must be an object with question and completion");
            throw reader.invalid();
        }
        RewardItem read = reader.read();
        if (!reader.fields.errors().isEmpty()) {
            throw reader.invalid();
        }
        return read;
    }

    private InvalidItemException invalid() {
        return new InvalidItemException(ItemError.invalid(fields.errors()));
    }

    private RewardItem read() {
        fields.accept(FIELDS);
        String question = fields.text("question", limits.questionChars());
        if (fields.get("question").isPresent() && question.isBlank()) {
            fields.error("question", "must not be empty");
        }
        return new RewardItem(
                question,
                completion(),
                document(),
                imageNum(),
                tools(),
                images(),
                weights(),
                split(),
                fields.flag("outage_scores_one"),
                criteria());
    }

    private Optional<String> completion() {
        boolean hasDocument = fields.get("document").isPresent();
        if (hasDocument && fields.get("completion").isPresent()) {
            fields.error("completion", "stands beside a document; send one of both");
        }
        return hasDocument ? Optional.empty() : Optional.of(fields.text("completion", limits.completionChars()));
    }

    private Optional<Document> document() {
        Optional<JsonNode> value = fields.get("document");
        if (value.isEmpty()) {
            return Optional.empty();
        }
        try {
            Document document = Json.mapper().treeToValue(value.get(), Document.class);
            long chars = document.parts().stream()
                    .mapToLong(part ->
                            part instanceof Document.TextPart text ? text.text().length() : 0)
                    .sum();
            if (chars > limits.completionChars()) {
                fields.error(
                        "document",
                        "has %d characters; at most %d are accepted".formatted(chars, limits.completionChars()));
            }
            return Optional.of(document);
        } catch (JsonProcessingException | RuntimeException e) {
            fields.error("document", "must be a document as GET /v1/jobs/{id}/document answers it");
            return Optional.empty();
        }
    }

    private List<String> criteria() {
        List<JsonNode> values = fields.array("criteria");
        if (values.size() > MAX_CRITERIA) {
            fields.error("criteria", "at most " + MAX_CRITERIA + " are accepted");
            return List.of();
        }
        boolean usable = values.stream()
                .allMatch(value -> value.isTextual()
                        && !value.textValue().isBlank()
                        && value.textValue().length() <= MAX_CRITERION_CHARS);
        if (!usable) {
            fields.error("criteria", "must be texts of 1 to " + MAX_CRITERION_CHARS + " characters");
            return List.of();
        }
        return values.stream().map(JsonNode::textValue).toList();
    }

    private ImageCount imageNum() {
        Optional<JsonNode> value = fields.get("image_num");
        if (value.isEmpty()) {
            return ImageCount.ANY;
        }
        JsonNode number = value.get();
        if (!number.isIntegralNumber()
                || !number.canConvertToInt()
                || number.intValue() < -1
                || number.intValue() > MAX_IMAGE_NUM) {
            fields.error("image_num", "must be -1 (none), 0 (any number), 99 (at least one) or a number from 1 to 98");
            return ImageCount.ANY;
        }
        return new ImageCount(number.intValue());
    }

    private List<String> tools() {
        Set<String> tools = new LinkedHashSet<>();
        for (JsonNode tool : fields.array("tools")) {
            if (tool.isTextual() && ToolReward.tools().contains(tool.textValue())) {
                tools.add(tool.textValue());
            } else {
                fields.error(
                        "tools",
                        "names the tools that the question needs, of "
                                + String.join(", ", new TreeSet<>(ToolReward.tools())));
                return List.of();
            }
        }
        return List.copyOf(tools);
    }

    private List<byte[]> images() {
        List<JsonNode> values = fields.array("images");
        if (values.size() > limits.images()) {
            fields.error("images", "too many pictures; at most " + limits.images() + " are accepted");
            return List.of();
        }
        List<byte[]> images = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            fields.image("images[" + i + "]", values.get(i), limits.imageBytes())
                    .ifPresent(images::add);
        }
        return images;
    }

    private RewardWeights weights() {
        Optional<JsonNode> value = fields.get("weights");
        if (value.isEmpty()) {
            return RewardWeights.DEFAULT;
        }
        JsonNode weights = value.get();
        if (!weights.isObject()) {
            fields.error("weights", "must be an object with " + String.join(", ", WEIGHTS));
            return RewardWeights.DEFAULT;
        }
        weights.fieldNames().forEachRemaining(name -> {
            if (!WEIGHTS.contains(name)) {
                fields.error(
                        "weights." + ItemFields.printable(name),
                        "unknown weight; accepted are " + String.join(", ", WEIGHTS));
            }
        });
        RewardWeights usual = RewardWeights.DEFAULT;
        try {
            return new RewardWeights(
                    weight(weights, "rule", usual.rule()),
                    weight(weights, "mllm", usual.mllm()),
                    weight(weights, "llm", usual.llm()));
        } catch (IllegalArgumentException e) {
            fields.error("weights", String.valueOf(e.getMessage()));
            return usual;
        }
    }

    private double weight(JsonNode weights, String name, double usual) {
        JsonNode value = weights.get(name);
        if (value == null || value.isNull()) {
            return usual;
        }
        if (!value.isNumber()) {
            fields.error("weights." + name, "must be a number from 0 to 1");
            return usual;
        }
        return value.doubleValue();
    }

    private RewardSplit split() {
        Optional<JsonNode> value = fields.get("split");
        if (value.isEmpty()) {
            return RewardSplit.TRAIN;
        }
        return switch (value.get().asText("")) {
            case "train" -> RewardSplit.TRAIN;
            case "eval" -> RewardSplit.EVAL;
            default -> {
                fields.error("split", "must be \"train\" or \"eval\"");
                yield RewardSplit.TRAIN;
            }
        };
    }
}
