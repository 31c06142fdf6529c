package io.llmi.judge.subject;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.llmi.events.BlobRef;
import io.llmi.events.Document;
import io.llmi.events.Document.ImagePart;
import io.llmi.events.Document.ImageStatus;
import io.llmi.events.Document.TextPart;
import io.llmi.events.ImageCount;
import io.llmi.events.Reward.PictureCount;
import io.llmi.events.Reward.ToolCount;
import io.llmi.events.Reward.ToolUse;

/**
 * A draft to be judged.
 *
 * @param question what the user asked for
 * @param draft the text as the model wrote it, tags included, its thinking left out
 * @param inputs the user's own pictures
 * @param document what the pipeline made of it
 */
public record Subject(String question, String draft, List<BlobRef> inputs, Document document) {
    /** Tags that name no tool we know, or that could not be read, are counted under this. */
    private static final String UNREADABLE = "unreadable";

    public Subject {
        draft = Thinking.strip(draft);
        inputs = List.copyOf(inputs);
    }

    /** Whether there is any text between the pictures. */
    public boolean hasText() {
        return document.parts().stream()
                .anyMatch(part -> part instanceof TextPart text && !text.text().isBlank());
    }

    /** Whether the parser found any tag. */
    public boolean hasTags() {
        return !pictures().isEmpty();
    }

    /** The pictures and the gaps, in reading order. */
    public List<ImagePart> pictures() {
        return document.parts().stream()
                .filter(ImagePart.class::isInstance)
                .map(ImagePart.class::cast)
                .toList();
    }

    /** The text without pictures; paragraphs that a picture parted stay apart. */
    public String prose() {
        return document.parts().stream()
                .filter(TextPart.class::isInstance)
                .map(part -> ((TextPart) part).text())
                .collect(Collectors.joining("\n\n"));
    }

    public PictureCount count(ImageCount wanted) {
        int made = made();
        return new PictureCount(wanted, made, pictures().size() - made);
    }

    /** How many pictures are really there. */
    public int made() {
        return (int) pictures().stream().filter(Subject::isReady).count();
    }

    /** Calls by tool, and how they ended. */
    public ToolUse toolUse(List<String> required) {
        List<ImagePart> pictures = pictures();
        Map<String, ToolCount> byTool = new TreeMap<>();
        pictures.stream().map(Subject::tool).distinct().forEach(tool -> {
            List<ImagePart> calls =
                    pictures.stream().filter(call -> tool(call).equals(tool)).toList();
            byTool.put(tool, new ToolCount(calls.size(), count(calls, Subject::isReady), failures(calls)));
        });
        return new ToolUse(List.copyOf(new TreeSet<>(required)), pictures.size(), made(), byTool);
    }

    private static Map<String, Integer> failures(List<ImagePart> calls) {
        Map<String, Integer> failures = new TreeMap<>();
        calls.stream()
                .filter(call -> !isReady(call))
                .map(call -> call.error()
                        .map(error -> error.code().name().toLowerCase(java.util.Locale.ROOT))
                        .orElse("timeout"))
                .forEach(code -> failures.merge(code, 1, Integer::sum));
        return failures;
    }

    private static int count(List<ImagePart> calls, Predicate<ImagePart> which) {
        return (int) calls.stream().filter(which).count();
    }

    private static String tool(ImagePart picture) {
        return picture.tool().isBlank() ? UNREADABLE : picture.tool();
    }

    private static boolean isReady(ImagePart picture) {
        return picture.status() == ImageStatus.READY;
    }
}
