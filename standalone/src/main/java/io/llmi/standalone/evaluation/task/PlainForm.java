package io.llmi.standalone.evaluation.task;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The schema of the paper's training data, one object a line: {@code question}, and optionally {@code id}, {@code category},
 * {@code image_num}, {@code tools}, {@code images} and {@code criteria}; or {@code turns} of such in place of the question.
 */
final class PlainForm implements Form {
    @Override
    public boolean fits(JsonNode item) {
        return item.has("question") || item.has("turns");
    }

    @Override
    public Task read(JsonNode item, int number, Path directory) throws BadTaskException {
        List<Turn> turns = new ArrayList<>();
        if (item.has("turns")) {
            for (JsonNode turn : item.path("turns")) {
                turns.add(turn(turn));
            }
            if (turns.isEmpty()) {
                throw new BadTaskException("\"turns\" must be a list of questions");
            }
        } else {
            turns.add(turn(item));
        }
        List<Path> images = new ArrayList<>();
        for (String image : Fields.texts(item, "images")) {
            images.add(Fields.picture(directory, image));
        }
        return new Task(
                Fields.textOr(item, "id", Integer.toString(number)),
                Fields.textOr(item, "category", "all"),
                turns,
                images);
    }

    private static Turn turn(JsonNode item) throws BadTaskException {
        if (!(item instanceof ObjectNode)) {
            throw new BadTaskException("a turn must be an object with a \"question\"");
        }
        return new Turn(
                Fields.text(item, "question"),
                Fields.imageNum(item),
                Fields.texts(item, "tools"),
                Fields.texts(item, "criteria"),
                Optional.empty());
    }
}
