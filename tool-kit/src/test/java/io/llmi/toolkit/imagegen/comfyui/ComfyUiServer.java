package io.llmi.toolkit.imagegen.comfyui;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.events.Json;
import io.llmi.toolkit.contract.ProtocolServer;
import io.llmi.toolkit.image.ImageInspector;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;

/**
 * A ComfyUI server without models: validates graphs, queues and runs one at a time, tells of it over the socket and
 * writes the history a moment after it told. Runs take place on the event loop; what tests read is thread-safe.
 */
final class ComfyUiServer extends ProtocolServer {
    private static final Pattern PART = Pattern.compile(
            "Content-Disposition: form-data; name=\"([^\"]+)\"(?:; filename=\"([^\"]+)\")?\r\n(?:Content-Type: ([^\r]+)\r\n)?\r\n");
    private static final Set<String> PROMPT_KEYS = Set.of("prompt", "client_id", "prompt_id");
    private static final long STEP_MILLIS = 10;

    /** How the next run goes. */
    enum Course {
        /** Nodes, progress, previews, the picture. */
        NORMAL,
        /** As in {@link #NORMAL}, but the socket breaks in the middle. */
        SOCKET_DROPS,
        /** Everything is cached: no node is announced. */
        CACHED,
        /** The picture is only previewed, not saved. */
        TEMPORARY,
        /** No node saves a picture. */
        NO_PICTURE,
        /** Ends with a typed error of Python's. */
        OUT_OF_MEMORY,
        /** Ends with another error of Python's. */
        BAD_VALUE,
        /** Runs until it is interrupted. */
        ENDLESS,
        /** Waits behind somebody else's endless run. */
        BEHIND_ANOTHER,
        /** Is forgotten in a restart. */
        FORGOTTEN
    }

    /** A queued, running or finished prompt. */
    private static final class Prompt {
        final String id;
        final Optional<String> clientId;
        final JsonNode graph;
        final Course course;

        Prompt(String id, Optional<String> clientId, JsonNode graph, Course course) {
            this.id = id;
            this.clientId = clientId;
            this.graph = graph;
            this.course = course;
        }
    }

    static final String FOREIGN = "11111111-2222-3333-4444-555555555555";

    private final Map<String, ServerWebSocket> sockets = new ConcurrentHashMap<>();
    private final Set<String> wantMetadata = ConcurrentHashMap.newKeySet();
    private final Map<String, ObjectNode> history = new ConcurrentHashMap<>();
    private final Map<String, byte[]> uploads = new ConcurrentHashMap<>();
    private final List<JsonNode> submitted = new CopyOnWriteArrayList<>();
    private final List<String> interrupted = new CopyOnWriteArrayList<>();
    private final List<String> deleted = new CopyOnWriteArrayList<>();
    private final List<String> events = new CopyOnWriteArrayList<>();
    private final Deque<Course> courses = new ArrayDeque<>();
    private final Deque<Prompt> pending = new ArrayDeque<>();
    private final byte[] picture;
    private final byte[] preview;
    private Optional<Prompt> running = Optional.empty();

    volatile boolean cancelsJobs = true;
    volatile boolean ignoresIds;
    volatile boolean refusesSockets;
    volatile boolean dropsOutputs;
    volatile boolean renamesUploads;

    ComfyUiServer(byte[] picture, byte[] preview) {
        this.picture = picture;
        this.preview = preview;
    }

    void nextRuns(Course... next) {
        synchronized (courses) {
            courses.addAll(List.of(next));
        }
    }

    /** Bodies of the prompts that were taken. */
    List<JsonNode> submitted() {
        return submitted;
    }

    /** Ids of the prompts that were interrupted while they ran. */
    List<String> interrupted() {
        return interrupted;
    }

    /** Ids of the prompts that were taken out of the queue. */
    List<String> deleted() {
        return deleted;
    }

    Map<String, byte[]> uploads() {
        return uploads;
    }

    /** What was sent over sockets, in order. */
    List<String> events() {
        return events;
    }

    void forget(String promptId) {
        history.remove(promptId);
    }

    @Override
    protected boolean isWork(Exchange exchange) {
        return exchange.method().equals("POST") && exchange.path().equals("/prompt");
    }

    @Override
    protected Reply answer(Exchange exchange) {
        if (exchange.header("origin").isPresent()) {
            throw new Violation("an Origin header");
        }
        String route = exchange.method() + " "
                + exchange.path()
                        .replaceFirst("^/history/.*", "/history/{id}")
                        .replaceFirst("^/api/jobs/[^/]+/", "/api/jobs/{id}/");
        return switch (route) {
            case "POST /prompt" -> prompt(json(exchange));
            case "GET /history/{id}" -> history(exchange.path().substring("/history/".length()));
            case "GET /queue" -> queue();
            case "POST /queue" -> delete(json(exchange));
            case "POST /interrupt" -> interrupt(json(exchange));
            case "POST /api/jobs/{id}/cancel" -> cancel(exchange.path().split("/")[3]);
            case "POST /upload/image" -> upload(exchange);
            case "GET /view" -> view(exchange);
            default -> throw new Violation("no such route");
        };
    }

    @Override
    protected void webSocket(ServerWebSocket socket) {
        if (refusesSockets) {
            socket.reject(403);
            return;
        }
        if (socket.headers().contains("Origin")) {
            violations().add("an Origin header on the socket");
        }
        String query = String.valueOf(socket.query());
        if (!socket.path().equals("/ws") || !query.matches("clientId=[0-9a-f-]{36}")) {
            violations().add("a socket at " + socket.path() + "?" + query);
            socket.reject(400);
            return;
        }
        String clientId = query.substring("clientId=".length());
        sockets.put(clientId, socket);
        socket.closeHandler(closed -> sockets.remove(clientId, socket));
        socket.textMessageHandler(text -> {
            if (text.contains("\"supports_preview_metadata\":true")) {
                wantMetadata.add(clientId);
                socket.writeTextMessage("{\"type\":\"feature_flags\",\"data\":{\"supports_preview_metadata\":true}}");
            } else {
                violations().add("a message over the socket: " + text);
            }
        });
        socket.writeTextMessage(
                "{\"type\":\"status\",\"data\":{\"status\":{\"exec_info\":{\"queue_remaining\":0}},\"sid\":\""
                        + clientId + "\"}}");
    }

    private Reply prompt(JsonNode body) {
        body.fieldNames().forEachRemaining(key -> {
            if (!PROMPT_KEYS.contains(key)) {
                throw new Violation("unknown key " + key);
            }
        });
        String asked = body.path("prompt_id").asText();
        if (!UUID.fromString(asked).toString().equals(asked)) {
            throw new Violation("prompt_id is no canonical UUID");
        }
        String clientId = body.path("client_id").asText();
        if (!refusesSockets && !sockets.containsKey(clientId)) {
            throw new Violation("queued before the socket was opened");
        }
        if (history.containsKey(asked) || isQueued(asked)) {
            throw new Violation("queued the same prompt twice");
        }
        Optional<ObjectNode> complaint = NodeTypes.complaint(body.path("prompt"), List.copyOf(uploads.keySet()));
        if (complaint.isPresent()) {
            return Reply.json(400, complaint.get().toString());
        }
        submitted.add(body);
        String id = ignoresIds ? UUID.randomUUID().toString() : asked;
        Course course = nextCourse();
        if (course == Course.BEHIND_ANOTHER) {
            running = Optional.of(new Prompt(FOREIGN, Optional.empty(), body.path("prompt"), Course.ENDLESS));
        }
        pending.add(new Prompt(id, Optional.of(clientId), body.path("prompt"), course));
        vertx().setTimer(STEP_MILLIS, timer -> next());
        ObjectNode ticket =
                Json.mapper().createObjectNode().put("prompt_id", id).put("number", 1);
        ObjectNode nodeErrors = ticket.putObject("node_errors");
        if (dropsOutputs) {
            NodeTypes.complain(nodeErrors, "extra", "SaveImage", "bad_linked_input", "Bad linked input", "images");
        }
        return Reply.json(200, ticket.toString());
    }

    private Course nextCourse() {
        synchronized (courses) {
            return courses.isEmpty() ? Course.NORMAL : courses.poll();
        }
    }

    private void next() {
        if (running.isPresent() || pending.isEmpty()) {
            return;
        }
        Prompt prompt = pending.poll();
        running = Optional.of(prompt);
        List<Runnable> steps = new ArrayList<>();
        steps.add(() -> event(prompt, "execution_start", "{\"prompt_id\":\"" + prompt.id + "\",\"timestamp\":1}"));
        switch (prompt.course) {
            case CACHED ->
                steps.add(() -> event(
                        prompt, "execution_cached", "{\"nodes\":[\"save\"],\"prompt_id\":\"" + prompt.id + "\"}"));
            case ENDLESS, BEHIND_ANOTHER -> {
                steps.add(() -> executing(prompt, "sample"));
                run(steps);
                return;
            }
            case FORGOTTEN -> {
                steps.add(() -> running = Optional.empty());
                run(steps);
                return;
            }
            case OUT_OF_MEMORY -> {
                steps.add(() -> executing(prompt, "sample"));
                steps.add(() ->
                        fail(prompt, "torch.OutOfMemoryError", "Allocation on device 0 would exceed allowed memory"));
                run(steps);
                return;
            }
            case BAD_VALUE -> {
                steps.add(() -> executing(prompt, "sample"));
                steps.add(() -> fail(
                        prompt,
                        "ValueError",
                        "cannot read /srv/comfy/models/vae/x.safetensors, shapes differ\nTraceback: line 3"));
                run(steps);
                return;
            }
            case NORMAL, SOCKET_DROPS, TEMPORARY, NO_PICTURE -> {
                steps.add(() -> executing(prompt, "sample"));
                steps.add(() -> foreignEvents(prompt));
                steps.add(() -> progress(prompt));
                steps.add(() -> preview(prompt));
                steps.add(() -> event(prompt, "progress_state", "{\"prompt_id\":\"" + prompt.id + "\",\"nodes\":{}}"));
                if (prompt.course == Course.SOCKET_DROPS) {
                    steps.add(() -> socketOf(prompt).ifPresent(ServerWebSocket::close));
                }
            }
        }
        steps.add(() -> succeed(prompt));
        run(steps);
    }

    private void run(List<Runnable> steps) {
        vertx().setPeriodic(STEP_MILLIS, timer -> {
            if (steps.isEmpty()) {
                vertx().cancelTimer(timer);
            } else {
                steps.removeFirst().run();
            }
        });
    }

    /** What a server sends to everybody: somebody else's run and its preview. */
    private void foreignEvents(Prompt prompt) {
        event(prompt, "executing", "{\"node\":null,\"display_node\":null,\"prompt_id\":\"" + FOREIGN + "\"}");
        event(prompt, "execution_interrupted", "{\"prompt_id\":\"" + FOREIGN + "\",\"node_id\":\"3\"}");
        event(prompt, "progress", "{\"value\":1,\"max\":2,\"prompt_id\":\"" + FOREIGN + "\",\"node\":\"3\"}");
        binary(prompt, frame(1, 1, new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 0}));
        binary(prompt, frame(3, 1, new byte[] {1, 2, 3}));
        binary(prompt, Buffer.buffer(new byte[] {0, 0}));
        socketOf(prompt).ifPresent(socket -> socket.writeTextMessage("no JSON"));
    }

    private void progress(Prompt prompt) {
        event(prompt, "progress", "{\"value\":1,\"max\":2,\"prompt_id\":\"" + prompt.id + "\",\"node\":\"sample\"}");
    }

    private void preview(Prompt prompt) {
        if (wantMetadata.contains(prompt.clientId.orElse(""))) {
            byte[] metadata = ("{\"node_id\":\"sample\",\"prompt_id\":\"" + prompt.id
                            + "\",\"image_type\":\"image/png\"}")
                    .getBytes(StandardCharsets.UTF_8);
            binary(
                    prompt,
                    Buffer.buffer()
                            .appendInt(4)
                            .appendInt(metadata.length)
                            .appendBytes(metadata)
                            .appendBytes(preview));
            byte[] foreign = ("{\"prompt_id\":\"" + FOREIGN + "\"}").getBytes(StandardCharsets.UTF_8);
            binary(
                    prompt,
                    Buffer.buffer()
                            .appendInt(4)
                            .appendInt(foreign.length)
                            .appendBytes(foreign)
                            .appendBytes(picture));
        }
        binary(prompt, frame(1, 2, preview));
    }

    private static Buffer frame(int event, int format, byte[] bytes) {
        return Buffer.buffer().appendInt(event).appendInt(format).appendBytes(bytes);
    }

    private void executing(Prompt prompt, String node) {
        event(
                prompt,
                "executing",
                "{\"node\":\"" + node + "\",\"display_node\":\"" + node + "\",\"prompt_id\":\"" + prompt.id + "\"}");
    }

    private void succeed(Prompt prompt) {
        String type = prompt.course == Course.TEMPORARY ? "temp" : "output";
        String image = prompt.course == Course.NO_PICTURE
                ? "{\"text\":[\"no picture\"]}"
                : "{\"images\":[{\"filename\":\"llmi_00001_.png\",\"subfolder\":\"\",\"type\":\"" + type + "\"}]}";
        event(prompt, "executed", "{\"node\":\"save\",\"output\":" + image + ",\"prompt_id\":\"" + prompt.id + "\"}");
        event(prompt, "execution_success", "{\"prompt_id\":\"" + prompt.id + "\",\"timestamp\":2}");
        // The real server writes the history only after it announced the end.
        vertx().setTimer(6 * STEP_MILLIS, timer -> {
            ObjectNode entry = entry(prompt, "success");
            entry.putObject("outputs").set("save", tree(image));
            finish(prompt, entry);
            event(prompt, "executing", "{\"node\":null,\"prompt_id\":\"" + prompt.id + "\"}");
        });
    }

    private void fail(Prompt prompt, String type, String message) {
        ObjectNode error = Json.mapper()
                .createObjectNode()
                .put("prompt_id", prompt.id)
                .put("node_id", "sample")
                .put("node_type", "KSampler")
                .put("exception_type", type)
                .put("exception_message", message);
        error.putArray("executed");
        error.putArray("traceback").add("File \"/srv/comfy/execution.py\", line 1");
        ObjectNode entry = entry(prompt, "error");
        entry.withObject("/status")
                .withArray("messages")
                .addArray()
                .add("execution_error")
                .add(error);
        finish(prompt, entry);
        event(prompt, "execution_error", error.toString());
    }

    private static ObjectNode entry(Prompt prompt, String status) {
        ObjectNode entry = Json.mapper().createObjectNode();
        entry.putArray("prompt").add(1).add(prompt.id).add(prompt.graph);
        entry.putObject("outputs");
        ObjectNode state = entry.putObject("status");
        state.put("status_str", status).put("completed", status.equals("success"));
        state.putArray("messages").addArray().add("execution_start").addObject().put("prompt_id", prompt.id);
        return entry;
    }

    private void finish(Prompt prompt, ObjectNode entry) {
        history.put(prompt.id, entry);
        if (running.filter(prompt::equals).isPresent()) {
            running = Optional.empty();
        }
        next();
    }

    private Reply history(String id) {
        ObjectNode body = Json.mapper().createObjectNode();
        Optional.ofNullable(history.get(id)).ifPresent(entry -> body.set(id, entry));
        return Reply.json(200, body.toString());
    }

    private Reply queue() {
        ObjectNode body = Json.mapper().createObjectNode();
        var runningItems = body.putArray("queue_running");
        running.ifPresent(
                prompt -> runningItems.addArray().add(1).add(prompt.id).add(prompt.graph));
        var pendingItems = body.putArray("queue_pending");
        pending.forEach(prompt -> pendingItems.addArray().add(2).add(prompt.id).add(prompt.graph));
        return Reply.json(200, body.toString());
    }

    private boolean isQueued(String id) {
        return running.filter(prompt -> prompt.id.equals(id)).isPresent()
                || pending.stream().anyMatch(prompt -> prompt.id.equals(id));
    }

    private Reply delete(JsonNode body) {
        body.path("delete").forEach(id -> {
            if (pending.removeIf(prompt -> prompt.id.equals(id.textValue()))) {
                deleted.add(id.textValue());
            }
        });
        return new Reply(200, Map.of(), new byte[0]);
    }

    private Reply interrupt(JsonNode body) {
        if (!body.path("prompt_id").isTextual()) {
            throw new Violation("interrupted whatever runs");
        }
        String asked = body.path("prompt_id").textValue();
        running.filter(prompt -> ignoresIds || prompt.id.equals(asked)).ifPresent(this::stop);
        return new Reply(200, Map.of(), new byte[0]);
    }

    private void stop(Prompt prompt) {
        interrupted.add(prompt.id);
        ObjectNode entry = entry(prompt, "error");
        entry.withObject("/status")
                .withArray("messages")
                .addArray()
                .add("execution_interrupted")
                .addObject()
                .put("prompt_id", prompt.id);
        finish(prompt, entry);
    }

    private Reply cancel(String id) {
        if (!cancelsJobs) {
            return new Reply(404, Map.of(), "404: Not Found".getBytes(StandardCharsets.UTF_8));
        }
        boolean dequeued = pending.removeIf(prompt -> prompt.id.equals(id));
        if (dequeued) {
            deleted.add(id);
        }
        Optional<Prompt> ran = running.filter(prompt -> prompt.id.equals(id));
        ran.ifPresent(this::stop);
        return Reply.json(200, "{\"cancelled\":" + (dequeued || ran.isPresent()) + "}");
    }

    private Reply upload(Exchange exchange) {
        Map<String, String> fields = new LinkedHashMap<>();
        String form = new String(exchange.body(), StandardCharsets.ISO_8859_1);
        String boundary =
                exchange.header("content-type").orElse("").replaceFirst("multipart/form-data; boundary=", "--");
        String filename = "";
        byte[] file = new byte[0];
        for (String part : form.split(Pattern.quote(boundary))) {
            Matcher head = PART.matcher(part);
            if (head.find()) {
                String content = part.substring(head.end(), part.length() - 2);
                if (head.group(2) == null) {
                    fields.put(head.group(1), content);
                } else if (head.group(1).equals("image")) {
                    filename = head.group(2);
                    file = content.getBytes(StandardCharsets.ISO_8859_1);
                }
            }
        }
        String type = ImageInspector.sniff(file).orElseThrow(() -> new Violation("uploaded no picture"));
        if (!form.contains("Content-Type: " + type)) {
            throw new Violation("uploaded under another type than " + type);
        }
        if (!Set.of("type", "subfolder", "overwrite").containsAll(fields.keySet())
                || !"input".equals(fields.get("type"))) {
            throw new Violation("a form with " + fields);
        }
        String name = renamesUploads ? "renamed (1).png" : filename;
        String subfolder = fields.getOrDefault("subfolder", "");
        uploads.put(subfolder.isEmpty() ? name : subfolder + "/" + name, file);
        return Reply.json(200, "{\"name\":\"" + name + "\",\"subfolder\":\"" + subfolder + "\",\"type\":\"input\"}");
    }

    private Reply view(Exchange exchange) {
        boolean known = "llmi_00001_.png".equals(exchange.query().get("filename"))
                && exchange.query().containsKey("subfolder")
                && Set.of("output", "temp").contains(exchange.query().getOrDefault("type", ""));
        if (!known) {
            return new Reply(404, Map.of(), new byte[0]);
        }
        if (!"rgb".equals(exchange.query().get("channel"))) {
            throw new Violation("asked for the file with the workflow in it");
        }
        return Reply.bytes("image/png", picture);
    }

    private Optional<ServerWebSocket> socketOf(Prompt prompt) {
        return prompt.clientId.map(sockets::get);
    }

    private void event(Prompt prompt, String type, String data) {
        socketOf(prompt).ifPresent(socket -> {
            events.add(type);
            socket.writeTextMessage("{\"type\":\"" + type + "\",\"data\":" + data + "}");
        });
    }

    private void binary(Prompt prompt, Buffer frame) {
        socketOf(prompt).ifPresent(socket -> socket.writeBinaryMessage(frame));
    }

    private static JsonNode json(Exchange exchange) {
        return tree(new String(exchange.body(), StandardCharsets.UTF_8));
    }

    private static JsonNode tree(String json) {
        try {
            return Json.mapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new Violation("no JSON");
        }
    }
}
