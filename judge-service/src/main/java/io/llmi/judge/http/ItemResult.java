package io.llmi.judge.http;

import java.util.List;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.events.Document;
import io.llmi.events.Json;
import io.llmi.events.Reward;
import io.llmi.judge.opinion.CriterionVerdict;

/** What became of one item of a batch. */
sealed interface ItemResult {
    /** It has a reward, or as much of one as the judges gave. */
    record Scored(Document document, Reward reward, List<CriterionVerdict> criteria) implements ItemResult {}

    /** It has none. */
    record Failed(ItemError error) implements ItemResult {}

    /** As it is answered. */
    default ObjectNode json(int index) {
        ObjectNode json = Json.mapper().createObjectNode().put("index", index);
        switch (this) {
            case Scored scored -> {
                json.put("job", scored.document().id().value());
                json.set("status", Json.mapper().valueToTree(scored.document().status()));
                json.setAll(Json.mapper().<ObjectNode>valueToTree(scored.reward()));
                if (!scored.criteria().isEmpty()) {
                    json.set("criteria", Json.mapper().valueToTree(scored.criteria()));
                }
            }
            case Failed failed -> json.set("error", Json.mapper().valueToTree(failed.error()));
        }
        return json;
    }
}
