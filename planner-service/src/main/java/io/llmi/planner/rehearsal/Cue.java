package io.llmi.planner.rehearsal;

/**
 * A place in a request that asks for a picture, with the words that belong to it.
 *
 * @param start where its first word begins in the text
 * @param before the words of its clause in front of the cue
 * @param word the cue itself, as written
 * @param after the words behind it, up to the next cue or the end of the sentence
 */
record Cue(Kind kind, int start, String before, String word, String after) {
    /** What it asks for. */
    enum Kind {
        /** "the same ... but ..." */
        SAME,
        /** "a ... version of the ..." */
        VERSION,
        /** "make it ...", "crop the photo ..." */
        CHANGE,
        /** "my photo", "the attached picture" */
        USER_IMAGE,
        /** "the second picture in sepia", "a caption on picture 2", where the conversation has pictures */
        NAMED,
        CHART,
        DRAW,
        PAINTING,
        PHOTO
    }
}
