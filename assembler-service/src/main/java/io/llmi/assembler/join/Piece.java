package io.llmi.assembler.join;

/** A part of the document while it is still being written. */
sealed interface Piece permits Slot, Piece.Text {
    /** Text that may still grow; a builder, so that the work is linear in the document's length. */
    record Text(StringBuilder written) implements Piece {}
}
