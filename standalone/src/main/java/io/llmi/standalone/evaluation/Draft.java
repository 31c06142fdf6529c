package io.llmi.standalone.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.llmi.events.Document;
import io.llmi.events.Document.ImagePart;
import io.llmi.events.Document.TextPart;
import io.llmi.events.Reward;
import io.llmi.standalone.evaluation.task.Task;
import io.llmi.standalone.evaluation.task.Turn;

/** A result in the making. Not thread-safe. */
final class Draft {
    private final Task task;
    private final int index;
    private final String fingerprint;
    final List<Result.Criterion> criteria = new ArrayList<>();
    Optional<String> job = Optional.empty();
    Optional<Document> document = Optional.empty();
    Optional<String> planner = Optional.empty();
    Optional<Reward> reward = Optional.empty();
    Optional<String> error = Optional.empty();
    double seconds;

    Draft(Task task, int index, String fingerprint) {
        this.task = task;
        this.index = index;
        this.fingerprint = fingerprint;
    }

    Result result() {
        Turn turn = task.turns().get(index);
        return new Result(
                task.id(),
                index,
                fingerprint,
                task.category(),
                turn.question(),
                turn.images(),
                turn.tools(),
                job,
                document.map(Document::status),
                planner,
                Math.round(seconds * 1000) / 1000.0,
                document.map(some -> some.usage().outputTokens()).orElse(0L),
                document.flatMap(some -> some.usage().costUsd()),
                reward,
                criteria,
                turn.structure()
                        .flatMap(wanted -> document.map(some -> blocks(some).equals(wanted))),
                error.or(() -> document.flatMap(Document::error).filter(why -> reward.isEmpty())));
    }

    private static List<String> blocks(Document document) {
        return document.parts().stream()
                .filter(part -> !(part instanceof TextPart text && text.text().isBlank()))
                .map(part -> part instanceof ImagePart ? "image" : "text")
                .toList();
    }
}
