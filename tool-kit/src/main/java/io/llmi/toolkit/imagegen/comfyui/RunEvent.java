package io.llmi.toolkit.imagegen.comfyui;

import java.util.Optional;

/** What the socket tells about runs, as far as it concerns one who waits for a picture. */
sealed interface RunEvent {
    /** A run works on a node. */
    record Working(String promptId) implements RunEvent {}

    /** A run ended, well or not; its history says how. */
    record Ended(String promptId) implements RunEvent {}

    /**
     * An unfinished picture.
     *
     * @param promptId of which run, if the server tells
     */
    record Preview(Optional<String> promptId, byte[] picture) implements RunEvent {}

    /** The socket is gone; nothing more will come from it. */
    record Lost() implements RunEvent {}
}
