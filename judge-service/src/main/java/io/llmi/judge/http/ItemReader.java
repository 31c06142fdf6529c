package io.llmi.judge.http;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
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
import io.llmi.judge.http.ItemError.FieldError;
import io.llmi.judge.reward.ToolReward;

/** Reads an item strictly and names everything that is wrong with it at once. A null field counts as absent. */
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
    private final JsonNode item;
    private final List<FieldError> errors = new ArrayList<>();

    private ItemReader(JudgeConfig.Rewards limits, JsonNode item) {
        this.limits = limits;
        this.item = item;
    }

    static RewardItem read(JsonNode item, JudgeConfig.Rewards limits) throws InvalidItemException {
        ItemReader reader = new ItemReader(limits, item);
        if (!item.isObject()) {
            reader.error("item", "must be an object with question and completion");
            throw reader.invalid();
        }
        RewardItem read = reader.read();
        if (!reader.errors.isEmpty()) {
            throw reader.invalid();
        }
        return read;
    }

    private InvalidItemException invalid() {
        return new InvalidItemException(ItemError.invalid(errors));
    }

    private RewardItem read() {
        item.fieldNames().forEachRemaining(name -> {
            if (!FIELDS.contains(name)) {
                error(printable(name), "unknown field; accepted are " + String.join(", ", FIELDS));
            }
        });
        String question = text("question", limits.questionChars());
        if (get("question").isPresent() && question.isBlank()) {
            error("question", "must not be empty");
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
                flag("outage_scores_one"),
                criteria());
    }

    private Optional<String> completion() {
        boolean hasDocument = get("document").isPresent();
        if (hasDocument && get("completion").isPresent()) {
            error("completion", "stands beside a document; send one of both");
        }
        return hasDocument ? Optional.empty() : Optional.of(text("completion", limits.completionChars()));
    }

    private Optional<Document> document() {
        Optional<JsonNode> value = get("document");
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
                error(
                        "document",
                        "has %d characters; at most %d are accepted".formatted(chars, limits.completionChars()));
            }
            return Optional.of(document);
        } catch (JsonProcessingException | RuntimeException e) {
            error("document", "must be a document as GET /v1/jobs/{id}/document answers it");
            return Optional.empty();
        }
    }

    private List<String> criteria() {
        List<JsonNode> values = array("criteria");
        if (values.size() > MAX_CRITERIA) {
            error("criteria", "at most " + MAX_CRITERIA + " are accepted");
            return List.of();
        }
        boolean usable = values.stream()
                .allMatch(value -> value.isTextual()
                        && !value.textValue().isBlank()
                        && value.textValue().length() <= MAX_CRITERION_CHARS);
        if (!usable) {
            error("criteria", "must be texts of 1 to " + MAX_CRITERION_CHARS + " characters");
            return List.of();
        }
        return values.stream().map(JsonNode::textValue).toList();
    }

    private Optional<JsonNode> get(String name) {
        return Optional.ofNullable(item.get(name)).filter(value -> !value.isNull());
    }

    private String text(String name, int limit) {
        Optional<JsonNode> value = get(name);
        if (value.isEmpty() || !value.get().isTextual()) {
            error(name, "must be a string");
            return "";
        }
        String text = value.get().textValue();
        if (text.length() > limit) {
            error(name, "has %d characters; at most %d are accepted".formatted(text.length(), limit));
            return "";
        }
        if (text.indexOf('\0') >= 0
                || text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            error(name, "must be valid Unicode without NUL characters");
            return "";
        }
        return text;
    }

    private ImageCount imageNum() {
        Optional<JsonNode> value = get("image_num");
        if (value.isEmpty()) {
            return ImageCount.ANY;
        }
        JsonNode number = value.get();
        if (!number.isIntegralNumber()
                || !number.canConvertToInt()
                || number.intValue() < -1
                || number.intValue() > MAX_IMAGE_NUM) {
            error("image_num", "must be -1 (none), 0 (any number), 99 (at least one) or a number from 1 to 98");
            return ImageCount.ANY;
        }
        return new ImageCount(number.intValue());
    }

    private List<String> tools() {
        Set<String> tools = new LinkedHashSet<>();
        for (JsonNode tool : array("tools")) {
            if (tool.isTextual() && ToolReward.tools().contains(tool.textValue())) {
                tools.add(tool.textValue());
            } else {
                error(
                        "tools",
                        "names the tools that the question needs, of "
                                + String.join(", ", new TreeSet<>(ToolReward.tools())));
                return List.of();
            }
        }
        return List.copyOf(tools);
    }

    private List<byte[]> images() {
        List<JsonNode> values = array("images");
        if (values.size() > limits.images()) {
            error("images", "too many pictures; at most " + limits.images() + " are accepted");
            return List.of();
        }
        List<byte[]> images = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            image("images[" + i + "]", values.get(i)).ifPresent(images::add);
        }
        return images;
    }

    private Optional<byte[]> image(String path, JsonNode value) {
        String text = value.asText("");
        if (text.regionMatches(true, 0, "data:", 0, 5)) {
            int comma = text.indexOf(',');
            boolean base64 = comma > 0
                    && text.substring(0, comma).toLowerCase(Locale.ROOT).endsWith(";base64");
            text = base64 ? text.substring(comma + 1) : "";
        }
        if (!value.isTextual() || text.isEmpty()) {
            error(path, "must be a picture as base64 or as data:image/png;base64,...");
            return Optional.empty();
        }
        if (text.length() / 4L * 3 > limits.imageBytes() + 2L) {
            error(path, "the picture is too large; at most " + limits.imageBytes() + " bytes are accepted");
            return Optional.empty();
        }
        try {
            return Optional.of(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            error(path, "is not base64; send the picture's bytes as base64 or as a data URI");
            return Optional.empty();
        }
    }

    private RewardWeights weights() {
        Optional<JsonNode> value = get("weights");
        if (value.isEmpty()) {
            return RewardWeights.DEFAULT;
        }
        JsonNode weights = value.get();
        if (!weights.isObject()) {
            error("weights", "must be an object with " + String.join(", ", WEIGHTS));
            return RewardWeights.DEFAULT;
        }
        weights.fieldNames().forEachRemaining(name -> {
            if (!WEIGHTS.contains(name)) {
                error("weights." + printable(name), "unknown weight; accepted are " + String.join(", ", WEIGHTS));
            }
        });
        RewardWeights usual = RewardWeights.DEFAULT;
        try {
            return new RewardWeights(
                    weight(weights, "rule", usual.rule()),
                    weight(weights, "mllm", usual.mllm()),
                    weight(weights, "llm", usual.llm()));
        } catch (IllegalArgumentException e) {
            error("weights", String.valueOf(e.getMessage()));
            return usual;
        }
    }

    private double weight(JsonNode weights, String name, double usual) {
        JsonNode value = weights.get(name);
        if (value == null || value.isNull()) {
            return usual;
        }
        if (!value.isNumber()) {
            error("weights." + name, "must be a number from 0 to 1");
            return usual;
        }
        return value.doubleValue();
    }

    private RewardSplit split() {
        Optional<JsonNode> value = get("split");
        if (value.isEmpty()) {
            return RewardSplit.TRAIN;
        }
        return switch (value.get().asText("")) {
            case "train" -> RewardSplit.TRAIN;
            case "eval" -> RewardSplit.EVAL;
            default -> {
                error("split", "must be \"train\" or \"eval\"");
                yield RewardSplit.TRAIN;
            }
        };
    }

    private Optional<Boolean> flag(String name) {
        Optional<JsonNode> value = get(name);
        if (value.isPresent() && !value.get().isBoolean()) {
            error(name, "must be true or false");
        }
        return value.map(JsonNode::booleanValue);
    }

    private List<JsonNode> array(String name) {
        Optional<JsonNode> value = get(name);
        List<JsonNode> elements = new ArrayList<>();
        if (value.isPresent() && !value.get().isArray()) {
            error(name, "must be an array");
        } else {
            value.ifPresent(array -> array.forEach(elements::add));
        }
        return elements;
    }

    private void error(String field, String message) {
        errors.add(new FieldError(field, message));
    }

    /** A name from outside as it may be repeated in an answer. */
    private static String printable(String name) {
        return name.replaceAll("[\\p{Cntrl}\\p{Cs}]", "?").substring(0, Math.min(64, name.length()));
    }
}
