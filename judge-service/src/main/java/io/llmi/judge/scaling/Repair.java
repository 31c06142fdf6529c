package io.llmi.judge.scaling;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.llmi.events.Document;
import io.llmi.events.Document.ImagePart;
import io.llmi.events.FailureCode;
import io.llmi.events.ToolFailure;

/** Has programs that failed written again by who wrote them, and takes the new ones only if nothing else changed. Pure. */
final class Repair {
    private static final String CODE = "code";

    private Repair() {}

    /** Which pictures lack by a fault of their program, from 0. */
    static List<Integer> broken(Document document) {
        List<Integer> broken = new ArrayList<>();
        List<ImagePart> pictures = Tags.read(document);
        for (int i = 0; i < pictures.size(); i++) {
            Optional<FailureCode> code = pictures.get(i).error().map(ToolFailure::code);
            if (pictures.get(i).tool().equals(CODE)
                    && (code.equals(Optional.of(FailureCode.BAD_REQUEST))
                            || code.equals(Optional.of(FailureCode.NO_OUTPUT)))) {
                broken.add(i);
            }
        }
        return broken;
    }

    /** What the planner is asked for. */
    static String instruction(Document document, List<Integer> broken) {
        StringBuilder errors = new StringBuilder();
        List<ImagePart> pictures = Tags.read(document);
        for (int index : broken) {
            errors.append("Tag %d: ".formatted(index + 1))
                    .append(pictures.get(index)
                            .error()
                            .map(ToolFailure::message)
                            .orElse(""))
                    .append('\n');
        }
        return """
                Programs in your document failed when they were run:
                %s
                Write the whole document again with these programs mended. Copy everything else exactly, character by \
                character, every other <imgen> tag included. Answer with the document alone.""".formatted(errors);
    }

    /**
     * The draft with its broken tags replaced by the mended ones; its text and all other tags stay as they were, whatever
     * became of them. Empty if the answer has other tags, or does not change a broken one.
     *
     * @param before the document that was made of the draft
     * @param reading what the parser read in the rewritten text
     */
    static Optional<String> accepted(
            String draft, Document before, List<Integer> broken, String rewritten, Document reading) {
        List<String> old = Tags.written(draft);
        List<String> mended = Tags.written(rewritten);
        List<ImagePart> read = Tags.read(reading);
        if (old.size() != Tags.read(before).size() || mended.size() != old.size() || read.size() != old.size()) {
            return Optional.empty();
        }
        StringBuilder result = new StringBuilder();
        int from = 0;
        boolean changed = false;
        for (int i = 0; i < old.size(); i++) {
            int at = draft.indexOf(old.get(i), from);
            result.append(draft, from, at);
            boolean isBroken = broken.contains(i);
            if (isBroken && !read.get(i).tool().equals(CODE)
                    || !isBroken && !mended.get(i).equals(old.get(i))) {
                return Optional.empty();
            }
            changed |= !mended.get(i).equals(old.get(i));
            result.append(mended.get(i));
            from = at + old.get(i).length();
        }
        return changed ? Optional.of(result.append(draft.substring(from)).toString()) : Optional.empty();
    }
}
