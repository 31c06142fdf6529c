package io.llmi.judge.endpoint;

/** A piece of what a judge is shown, in order. */
public sealed interface Piece {
    /** Some text. */
    record Text(String text) implements Piece {}

    /** A picture, as a data URI. */
    record Picture(String dataUri) implements Piece {}
}
