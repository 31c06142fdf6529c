package io.llmi.toolkit.imagegen.comfyui;

import java.util.List;

import io.llmi.toolkit.backend.BackendException;

/** How a run stands. */
sealed interface RunState {
    /** The server has never heard of it, or has forgotten it. */
    record Unknown() implements RunState {}

    /** It waits in the queue. */
    record Waiting() implements RunState {}

    /** It is the one that runs. */
    record Running() implements RunState {}

    /** @param pictures those that the workflow saved, before those that it only previewed */
    record Done(List<PictureRef> pictures) implements RunState {}

    /** It broke down, was interrupted or was refused. */
    record Failed(BackendException cause) implements RunState {}
}
