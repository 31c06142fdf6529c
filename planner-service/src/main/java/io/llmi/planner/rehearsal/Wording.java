package io.llmi.planner.rehearsal;

import java.util.List;
import java.util.SplittableRandom;

/**
 * How the rehearsal puts what it has to say: seeds differ in words, never in what is shown. Without a seed it is always
 * the first way. Pure; each phrase has a draw of its own, so that a document with one picture more keeps the others' words.
 */
record Wording(long seed) {
    /** The words of a job that asks for no seed. */
    static final Wording PLAIN = new Wording(0);

    private static final List<String> PARTS = List.of(
            "It is built around %s, and each part says what to look for.",
            "Its parts are %s; what to look for stands beside each.", "To follow it, go from part to part: %s.");
    private static final List<String> PHOTO = List.of(
            "The request asks to see %s as it really looks. Take in the whole scene first, then the details that connect it"
                    + " with the rest of the piece.",
            "Here is %s as a camera saw it. Begin with what is largest in the picture and end with what is easily missed.",
            "For %s the request wants a record and no invention. Look at it once quickly and once slowly.");
    private static final List<String> AFTER_PHOTO = List.of(
            "What it adds is a sense of place and scale that words alone would not give.",
            "Scale and place are what a photograph tells best.",
            "No description would have been as exact about the place.");
    private static final List<String> PAINTING = List.of(
            "Not everything has to be a record: this part gives %s room to be imagined.",
            "What follows is imagined, as the request has it: %s.",
            "The request leaves the facts here and asks for %s.");
    private static final List<String> AFTER_PAINTING = List.of(
            "It sets the mood, and it claims nothing about how things really look.",
            "Take it for its mood: it is no evidence of anything.",
            "It shows an idea of the subject and not the subject.");
    private static final List<String> EDIT = List.of(
            "A second look at the %s, changed as the request puts it: %s.",
            "Here is the %s once more, with the change that was asked for: %s.",
            "The %s comes back with one thing changed: %s.");
    private static final List<String> AFTER_EDIT = List.of(
            "Comparing the two shows what the change does and what it leaves as it was.",
            "Put the two side by side to see what the change is worth.",
            "All that differs between the two is the change itself.");

    String parts(String names) {
        return pick(PARTS).formatted(names);
    }

    String photo(String subject) {
        return pick(PHOTO).formatted(subject);
    }

    String afterPhoto() {
        return pick(AFTER_PHOTO);
    }

    String painting(String prompt) {
        return pick(PAINTING).formatted(prompt);
    }

    String afterPainting() {
        return pick(AFTER_PAINTING);
    }

    String edit(String target, String instruction) {
        return pick(EDIT).formatted(target, instruction);
    }

    String afterEdit() {
        return pick(AFTER_EDIT);
    }

    private String pick(List<String> ways) {
        return seed == 0
                ? ways.getFirst()
                : ways.get(new SplittableRandom(31 * seed + ways.getFirst().hashCode()).nextInt(ways.size()));
    }
}
