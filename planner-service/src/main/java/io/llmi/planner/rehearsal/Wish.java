package io.llmi.planner.rehearsal;

import java.util.OptionalInt;

/** A picture that a request asks for. */
sealed interface Wish {
    /** A picture of something real. */
    record Photo(String subject) implements Wish {}

    /**
     * An imagined picture.
     *
     * @param cover whether it belongs at the document's top
     */
    record Painting(String prompt, boolean cover) implements Wish {}

    /** A chart of the request's own numbers. */
    record Chart(ChartData data) implements Wish {}

    /**
     * A changed picture.
     *
     * @param target the word that names the picture to change, such as {@code cover} or {@code it}
     * @param userImage which of the user's pictures it is, if it is one of those
     * @param instruction what to change
     */
    record Edit(String target, OptionalInt userImage, String instruction) implements Wish {}
}
