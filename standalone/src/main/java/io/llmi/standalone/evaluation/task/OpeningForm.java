package io.llmi.standalone.evaluation.task;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmi.events.ImageCount;

/**
 * OpenING: {@code conversations} of an {@code input} and an {@code output}, each a list of {@code text} and {@code image}.
 * As in its release, the number of pictures of the reference answer is how many are asked for; the reference itself is not
 * compared with.
 */
final class OpeningForm implements Form {
    @Override
    public boolean fits(JsonNode item) {
        return item.has("conversations");
    }

    @Override
    public Task read(JsonNode item, int number, Path directory) throws BadTaskException {
        JsonNode input = item.at("/conversations/0/input");
        if (!input.isArray() || input.isEmpty()) {
            throw new BadTaskException("\"conversations\" must begin with an \"input\" of texts and pictures");
        }
        List<String> texts = new ArrayList<>();
        List<Path> images = new ArrayList<>();
        for (JsonNode step : input) {
            texts.add(step.path("text")
                    .asText("")
                    .replace("<BEGIN>", "")
                    .replace("<image>", "")
                    .strip());
            if (step.path("image").isTextual()) {
                images.add(Fields.picture(directory, step.path("image").textValue()));
            }
        }
        int wanted = 0;
        for (JsonNode step : item.at("/conversations/1/output")) {
            wanted += step.path("image").isTextual() ? 1 : 0;
        }
        String question = String.join("\n\n", texts).strip();
        if (question.isEmpty()) {
            throw new BadTaskException("the \"input\" has no text");
        }
        Turn turn = new Turn(
                question,
                wanted == 0 ? ImageCount.ANY : new ImageCount(wanted),
                List.of(),
                List.of(),
                Optional.empty());
        return new Task(
                Fields.textOr(item, "total_uid", Integer.toString(number)),
                Fields.textOr(item, "subtask_name", Fields.textOr(item, "meta_task_name", "all")),
                List.of(turn),
                images);
    }
}
