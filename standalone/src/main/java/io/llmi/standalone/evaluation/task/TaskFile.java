package io.llmi.standalone.evaluation.task;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.llmi.events.Json;

/** A file of tasks: one JSON array, or one object a line, in any of the forms that are known. */
public final class TaskFile {
    private static final List<Form> FORMS =
            List.of(new PlainForm(), new IsgForm(), new OpeningForm(), new LlmiBenchForm());

    private TaskFile() {}

    /**
     * All tasks, in their order.
     *
     * @throws BadTaskException for the first item that cannot be used, with its place
     * @throws IOException if the file cannot be read
     */
    public static List<Task> read(Path file) throws IOException, BadTaskException {
        Path parent = file.toAbsolutePath().getParent();
        return read(Files.readString(file), file.toString(), parent == null ? Path.of("") : parent);
    }

    /**
     * All tasks of a text.
     *
     * @param name for messages
     * @param directory that picture paths are relative to
     */
    public static List<Task> read(String text, String name, Path directory) throws BadTaskException {
        List<JsonNode> items = text.stripLeading().startsWith("[") ? array(text, name) : lines(text, name);
        List<Task> tasks = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < items.size(); i++) {
            String place = name + ", item " + (i + 1);
            Task task = task(items.get(i), i + 1, directory, place);
            if (!ids.add(task.id())) {
                throw new BadTaskException(place + ": the id " + task.id() + " is there twice");
            }
            tasks.add(task);
        }
        if (tasks.isEmpty()) {
            throw new BadTaskException(name + " holds no tasks");
        }
        return tasks;
    }

    private static Task task(JsonNode item, int number, Path directory, String place) throws BadTaskException {
        for (Form form : FORMS) {
            if (item.isObject() && form.fits(item)) {
                try {
                    return form.read(item, number, directory);
                } catch (BadTaskException e) {
                    throw new BadTaskException(place + ": " + e.getMessage());
                }
            }
        }
        throw new BadTaskException(place
                + ": not in a known form; there must be a \"question\" (or \"turns\"), a \"prompt\" (LLMI-Bench),"
                + " \"conversations\" (OpenING) or a \"Query\" (ISG-Bench)");
    }

    private static List<JsonNode> array(String text, String name) throws BadTaskException {
        List<JsonNode> items = new ArrayList<>();
        try {
            Json.mapper().readTree(text).forEach(items::add);
        } catch (JsonProcessingException e) {
            throw new BadTaskException("%s, line %d: not JSON"
                    .formatted(
                            name, e.getLocation() == null ? 1 : e.getLocation().getLineNr()));
        }
        return items;
    }

    private static List<JsonNode> lines(String text, String name) throws BadTaskException {
        List<JsonNode> items = new ArrayList<>();
        int number = 0;
        for (String line : new BufferedReader(new StringReader(text)).lines().toList()) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            try {
                items.add(Json.mapper().readTree(line));
            } catch (JsonProcessingException e) {
                throw new BadTaskException("%s, line %d: not one JSON object".formatted(name, number));
            }
        }
        return items;
    }
}
