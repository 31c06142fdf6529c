package io.llmi.gateway.job;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.events.ImageCount;
import io.llmi.events.JobId;
import io.llmi.events.JobSubmitted;
import io.llmi.events.Message;
import io.llmi.events.Sampling;
import io.llmi.events.Scaling;
import io.llmi.gateway.GatewayConfig;
import io.llmi.gateway.http.ProblemException;
import io.llmi.gateway.webhook.WebhookAddresses;

/**
 * Reads the body of a submission strictly: a field that is unknown, malformed or out of bounds is refused by name,
 * all of them at once. Thread-safe.
 */
final class JobRequestReader {
    private static final List<String> FIELDS = List.of(
            "prompt",
            "messages",
            "images",
            "image_count",
            "tools",
            "scaling",
            "deadline_seconds",
            "metadata",
            "max_images",
            "max_cost",
            "webhook_url",
            "previous_job_id",
            "sampling");
    private static final int MAX_SAMPLES = 16;
    private static final int MAX_VARIANTS = 8;
    private static final int MAX_PAIRS = 16;
    private static final int MAX_KEY_CHARS = 64;
    private static final int MAX_VALUE_CHARS = 512;

    private final GatewayConfig config;
    private final Supplier<List<String>> registeredTools;
    private final WebhookAddresses webhooks;
    private final StrictJson json;

    /** @param registeredTools names of the tools that may be asked for at this moment */
    JobRequestReader(GatewayConfig config, Supplier<List<String>> registeredTools, WebhookAddresses webhooks) {
        this.config = config;
        this.webhooks = webhooks;
        this.registeredTools = registeredTools;
        // Base64 takes four characters for three bytes, and a data URI some more.
        this.json = new StrictJson(Math.max(config.limits().imageBytes() / 3 * 4 + 1024, 4 * 1024 * 1024));
    }

    /** @throws ProblemException if the body is not one JSON object */
    ObjectNode parse(byte[] body) {
        return json.object(body);
    }

    /** @throws ProblemException naming each field that has to be changed, and how */
    JobRequest read(ObjectNode body) {
        Fields fields = Fields.of(body);
        fields.accept(FIELDS);
        PictureFields pictures = new PictureFields(config.limits());
        List<Integer> attached = attached(fields, pictures);
        List<Message> messages = messages(fields, pictures, attached);
        ImageCount count = imageCount(fields);
        JobRequest request = new JobRequest(
                previous(fields),
                messages,
                pictures.pictures(),
                count,
                tools(fields),
                scaling(fields),
                deadlineSeconds(fields),
                maxImages(fields, count),
                MaxCost.read(fields, config.limits().maxCost()),
                metadata(fields),
                webhookUrl(fields),
                sampling(fields));
        if (!fields.errors().isEmpty()) {
            throw ProblemException.invalid(fields.errors());
        }
        return request;
    }

    private static Optional<JobId> previous(Fields fields) {
        Optional<String> id = fields.text("previous_job_id");
        if (id.isPresent() && !JobId.isValid(id.get())) {
            fields.error("previous_job_id", "is no job id");
            return Optional.empty();
        }
        return id.map(JobId::new);
    }

    private static List<Integer> attached(Fields fields, PictureFields pictures) {
        List<JsonNode> images = fields.array("images");
        List<Integer> indices = new ArrayList<>();
        for (int i = 0; i < images.size(); i++) {
            pictures.add(fields, images.get(i), "images[" + i + "]").ifPresent(indices::add);
        }
        return indices;
    }

    private List<Message> messages(Fields fields, PictureFields pictures, List<Integer> attached) {
        boolean prompt = fields.get("prompt").isPresent();
        boolean messages = fields.get("messages").isPresent();
        if (prompt == messages) {
            fields.error("prompt", prompt ? "send either prompt or messages, not both" : "send a prompt, or messages");
            return List.of();
        }
        return prompt
                ? List.of(new Message(Message.Role.USER, prompt(fields), attached))
                : withAttached(new MessageFields(config.limits(), pictures).read(fields), attached);
    }

    private String prompt(Fields fields) {
        Optional<String> prompt = fields.text("prompt");
        int limit = config.limits().promptChars();
        if (prompt.isPresent() && prompt.get().isBlank()) {
            fields.error("prompt", "must not be empty; say what the document should be about");
        }
        if (prompt.isPresent() && prompt.get().length() > limit) {
            fields.error(
                    "prompt",
                    "has %d characters; at most %d are accepted"
                            .formatted(prompt.get().length(), limit));
        }
        return prompt.orElse("");
    }

    /** Pictures beside a conversation belong to what the user says last. */
    private static List<Message> withAttached(List<Message> messages, List<Integer> attached) {
        List<Message> copy = new ArrayList<>(messages);
        for (int i = copy.size() - 1; i >= 0 && !attached.isEmpty(); i--) {
            Message message = copy.get(i);
            if (message.role() == Message.Role.USER) {
                List<Integer> images = new ArrayList<>(attached);
                images.addAll(message.images());
                copy.set(i, new Message(message.role(), message.text(), images));
                break;
            }
        }
        return copy;
    }

    private static ImageCount imageCount(Fields fields) {
        Optional<JsonNode> value = fields.get("image_count");
        if (value.isEmpty()) {
            return ImageCount.ANY;
        }
        Optional<ImageCount> count = imageCount(value.get());
        if (count.isEmpty()) {
            fields.error(
                    "image_count",
                    "must be \"none\" (-1), \"any\" (0), \"some\" (99, at least one) or a number from 1 to 98");
        }
        return count.orElse(ImageCount.ANY);
    }

    private static Optional<ImageCount> imageCount(JsonNode value) {
        if (value.isIntegralNumber() && value.canConvertToInt()) {
            int code = value.intValue();
            return code >= -1 && code <= 99 ? Optional.of(new ImageCount(code)) : Optional.empty();
        }
        return switch (value.isTextual() ? value.textValue().toLowerCase(Locale.ROOT) : "") {
            case "none" -> Optional.of(ImageCount.NONE);
            case "any" -> Optional.of(ImageCount.ANY);
            case "some" -> Optional.of(ImageCount.SOME);
            case String text when text.matches("-1|[0-9]{1,2}") -> Optional.of(new ImageCount(Integer.parseInt(text)));
            default -> Optional.empty();
        };
    }

    private List<String> tools(Fields fields) {
        if (fields.get("tools").isEmpty()) {
            return List.of();
        }
        List<JsonNode> elements = fields.array("tools");
        List<String> registered = registeredTools.get();
        String known = registered.isEmpty() ? "none is" : "registered are " + String.join(", ", registered);
        if (elements.isEmpty()) {
            fields.error("tools", "must name at least one tool (" + known + "); leave it out to allow all");
        }
        List<String> tools = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
            String path = "tools[" + i + "]";
            Optional<String> tool = fields.text(elements.get(i), path);
            if (tool.isPresent() && !registered.contains(tool.get())) {
                fields.errorAt(path, "no tool of this name is registered at the moment; " + known);
            } else if (tool.isPresent() && !tools.contains(tool.get())) {
                tools.add(tool.get());
            }
        }
        return tools;
    }

    private static Scaling scaling(Fields fields) {
        Optional<Fields> object = fields.object("scaling");
        if (object.isEmpty()) {
            return Scaling.NONE;
        }
        Fields scaling = object.get();
        scaling.accept(List.of("samples", "keep", "variants", "polish"));
        int samples = scaling.integer("samples", 1, MAX_SAMPLES).orElse(1);
        int keep = scaling.integer("keep", 1, samples).orElse(1);
        int variants = scaling.integer("variants", 1, MAX_VARIANTS).orElse(1);
        return new Scaling(samples, keep, variants, scaling.flag("polish"));
    }

    private static Sampling sampling(Fields fields) {
        Optional<Fields> object = fields.object("sampling");
        if (object.isEmpty()) {
            return Sampling.DEFAULT;
        }
        Fields sampling = object.get();
        sampling.accept(List.of("temperature", "top_p", "max_tokens", "seed"));
        OptionalInt maxTokens = sampling.integer("max_tokens", 1, 1_000_000);
        return new Sampling(
                sampling.number("temperature", 0, 2),
                sampling.number("top_p", 0, 1),
                maxTokens.isPresent() ? Optional.of(maxTokens.getAsInt()) : Optional.empty(),
                sampling.whole("seed"));
    }

    private int deadlineSeconds(Fields fields) {
        GatewayConfig.Deadline deadline = config.deadline();
        return fields.integer("deadline_seconds", deadline.minSeconds(), deadline.maxSeconds())
                .orElse(deadline.defaultSeconds());
    }

    private int maxImages(Fields fields, ImageCount count) {
        int wanted = count.isExact() ? count.code() : 1;
        OptionalInt asked = fields.integer("max_images", 1, config.limits().maxImages());
        if (asked.isPresent() && asked.getAsInt() < wanted) {
            fields.error("max_images", "is smaller than image_count; raise it to at least " + wanted);
        }
        return asked.orElse(Math.max(wanted, JobSubmitted.DEFAULT_MAX_IMAGES));
    }

    private static Map<String, String> metadata(Fields fields) {
        Optional<Fields> object = fields.object("metadata");
        if (object.isEmpty()) {
            return Map.of();
        }
        Fields metadata = object.get();
        List<String> names = metadata.names();
        if (names.size() > MAX_PAIRS) {
            fields.error("metadata", "has " + names.size() + " pairs; at most " + MAX_PAIRS + " are accepted");
            return Map.of();
        }
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String name : names) {
            if (name.isEmpty() || name.length() > MAX_KEY_CHARS) {
                fields.error("metadata", "keys must have 1 to " + MAX_KEY_CHARS + " characters");
                continue;
            }
            Optional<String> value = metadata.text(name);
            if (metadata.get(name).isEmpty()
                    || value.filter(v -> v.length() > MAX_VALUE_CHARS).isPresent()) {
                metadata.error(name, "must be a string of at most " + MAX_VALUE_CHARS + " characters");
            }
            value.ifPresent(v -> pairs.put(name, v));
        }
        return pairs;
    }

    private Optional<String> webhookUrl(Fields fields) {
        Optional<String> url = fields.text("webhook_url");
        url.flatMap(webhooks::refusal).ifPresent(reason -> fields.error("webhook_url", reason));
        return url;
    }
}
