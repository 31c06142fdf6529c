package io.llmi.judge.subject;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.events.Document;
import io.llmi.events.Document.ImagePart;
import io.llmi.events.Document.Part;
import io.llmi.events.Document.TextPart;
import io.llmi.events.Json;
import io.llmi.events.Provenance;

/**
 * A draft told again from its document, for judges of text and tags: the text as it is, each picture as a tag with its
 * tool, description and, where they are on record, parameters. Not the planner's own words inside of the tags.
 */
public final class Retelling {
    private Retelling() {}

    public static String of(Document document) {
        StringBuilder draft = new StringBuilder();
        for (Part part : document.parts()) {
            switch (part) {
                case TextPart text -> draft.append(text.text());
                case ImagePart image -> draft.append(tag(image));
            }
        }
        return draft.toString();
    }

    private static String tag(ImagePart image) {
        ObjectNode tag = Json.mapper().createObjectNode();
        tag.put("source", image.tool());
        tag.put("description", image.description());
        image.provenance().map(Provenance::params).ifPresent(params -> tag.set("params", params));
        return "<imgen>" + tag + "</imgen>";
    }
}
