package io.llmi.standalone.evaluation.task;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmi.events.ImageCount;

/** Fields that several forms share. */
final class Fields {
    private static final int MAX_IMAGE_NUM = 99;

    private Fields() {}

    static String text(JsonNode item, String name) throws BadTaskException {
        String text = item.path(name).asText("").strip();
        if (!item.path(name).isTextual() || text.isEmpty()) {
            throw new BadTaskException("\"" + name + "\" must be a text");
        }
        return text;
    }

    static String textOr(JsonNode item, String name, String usual) {
        JsonNode value = item.path(name);
        return value.isValueNode() && !value.isNull() && !value.asText().isBlank() ? value.asText() : usual;
    }

    /** -1 none, 0 any number, 99 at least one, else exactly that many. */
    static ImageCount imageNum(JsonNode item) throws BadTaskException {
        JsonNode value = item.path("image_num");
        if (value.isMissingNode() || value.isNull()) {
            return ImageCount.ANY;
        }
        if (!value.isInt() || value.intValue() < -1 || value.intValue() > MAX_IMAGE_NUM) {
            throw new BadTaskException("\"image_num\" must be -1 (none), 0 (any), 99 (some) or 1 to 98");
        }
        return new ImageCount(value.intValue());
    }

    static List<String> texts(JsonNode item, String name) throws BadTaskException {
        JsonNode values = item.path(name);
        List<String> texts = new ArrayList<>();
        if (values.isMissingNode() || values.isNull()) {
            return texts;
        }
        for (JsonNode value : values) {
            if (!value.isTextual()) {
                throw new BadTaskException("\"" + name + "\" must be a list of texts");
            }
            texts.add(value.textValue());
        }
        if (!values.isArray()) {
            throw new BadTaskException("\"" + name + "\" must be a list of texts");
        }
        return texts;
    }

    static Path picture(Path directory, String name) throws BadTaskException {
        Path file = directory.resolve(name).normalize();
        if (!Files.isReadable(file)) {
            throw new BadTaskException("the picture " + file + " cannot be read");
        }
        return file;
    }
}
