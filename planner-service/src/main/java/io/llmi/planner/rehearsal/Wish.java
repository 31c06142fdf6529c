package io.llmi.planner.rehearsal;

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
     * @param target what names the picture to change
     * @param instruction what to change
     */
    record Edit(Target target, String instruction) implements Wish {}
}
