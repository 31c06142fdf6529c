package io.llmi.standalone.evaluation.task;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmi.events.ImageCount;

/**
 * ISG-Bench: {@code Query} and {@code Golden} are lists of texts and pictures, {@code predict} holds questions about the
 * blocks and pictures of an answer. The order of blocks of the golden answer is the wanted structure; the questions become
 * criteria about the document, which are not scored as ISG's own release does it.
 */
final class IsgForm implements Form {
    private static final int MOST_CRITERIA = 50;
    private static final Pattern NAME = Pattern.compile("<(gen|query)_(text|img)(\\d+)>");

    @Override
    public boolean fits(JsonNode item) {
        return item.has("Query");
    }

    @Override
    public Task read(JsonNode item, int number, Path directory) throws BadTaskException {
        List<String> texts = new ArrayList<>();
        List<Path> images = new ArrayList<>();
        for (JsonNode block : item.path("Query")) {
            String content = block.path("content").asText("");
            switch (block.path("type").asText("")) {
                case "text" -> texts.add(content);
                case "image" -> images.add(Fields.picture(directory, content));
                default -> throw new BadTaskException("the blocks of \"Query\" must be of type text or image");
            }
        }
        List<String> structure = new ArrayList<>();
        for (JsonNode block : item.path("Golden")) {
            structure.add(block.path("type").asText());
        }
        int wanted = (int) structure.stream().filter("image"::equals).count();
        if (texts.isEmpty()) {
            throw new BadTaskException("\"Query\" has no text");
        }
        Turn turn = new Turn(
                String.join("\n\n", texts),
                wanted == 0 ? ImageCount.ANY : new ImageCount(wanted),
                List.of(),
                criteria(item.path("predict")),
                structure.isEmpty() ? Optional.empty() : Optional.of(structure));
        return new Task(
                Fields.textOr(item, "id", Integer.toString(number)),
                Fields.textOr(item, "Category", "all"),
                List.of(turn),
                images);
    }

    private static List<String> criteria(JsonNode predict) {
        List<String> criteria = new ArrayList<>();
        for (JsonNode question : questions(predict.path("image_qa"))) {
            criteria.add("About " + readable(question.path("image").asText("the picture")) + ": "
                    + readable(question.path("Question").asText()) + " The answer must be yes.");
        }
        for (JsonNode question : questions(predict.path("block_qa"))) {
            criteria.add("About %s and %s: %s The answer must be yes."
                    .formatted(
                            readable(question.path("subject").asText("the text")),
                            readable(question.path("object").asText("the picture")),
                            readable(question.path("Question").asText())));
        }
        return criteria.subList(0, Math.min(MOST_CRITERIA, criteria.size()));
    }

    /** A list of questions, or an object that holds one. */
    private static Iterable<JsonNode> questions(JsonNode node) {
        return node.isObject() ? node.path("questions") : node;
    }

    /** {@code <gen_img2>} is picture 2 of the document. */
    private static String readable(String text) {
        return NAME.matcher(text)
                .replaceAll(name -> (name.group(2).equals("img") ? "picture " : "text ")
                        + name.group(3)
                        + (name.group(1).equals("gen") ? " of the document" : " of the user's"));
    }
}
