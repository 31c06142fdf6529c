package io.llmi.standalone.evaluation.task;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmi.events.ImageCount;

/** LLMI-Bench: {@code prompt}, optional {@code images}, and criteria {@code r1} to {@code r10}, each scored 0, 1 or 2. */
final class LlmiBenchForm implements Form {
    private static final int CRITERIA = 10;

    @Override
    public boolean fits(JsonNode item) {
        return item.has("prompt");
    }

    @Override
    public Task read(JsonNode item, int number, Path directory) throws BadTaskException {
        List<Path> images = new ArrayList<>();
        for (String image : Fields.texts(item, "images")) {
            images.add(Fields.picture(directory, image));
        }
        List<String> criteria = IntStream.rangeClosed(1, CRITERIA)
                .mapToObj(i -> item.path("r" + i).asText("").strip())
                .filter(criterion -> !criterion.isEmpty())
                .toList();
        Turn turn = new Turn(Fields.text(item, "prompt"), ImageCount.ANY, List.of(), criteria, Optional.empty());
        return new Task(
                Fields.textOr(item, "id", Integer.toString(number)),
                Fields.textOr(item, "category", "all"),
                List.of(turn),
                images);
    }
}
