package io.llmi.toolkit.imagegen.comfyui;

import java.time.Duration;

import io.llmi.toolkit.tool.Previews;

/**
 * What the socket said about one run: passes its previews on, and tells how soon to look at its history. A preview
 * that names no run belongs to the one whose work was announced last; a server sends the events of runs without a
 * client to everybody. Not thread-safe.
 */
final class RunWatch {
    /** With a socket, looking is only for events that it lost. */
    private static final int CALM = 5;
    /** The server announces the end a moment before it writes the history. */
    private static final Duration HISTORY_DELAY = Duration.ofMillis(50);

    private final String promptId;
    private final Previews previews;
    private final Duration pollInterval;
    private boolean working;
    private boolean ended;
    private boolean lost;
    private int shown;
    private int vain;

    RunWatch(String promptId, Previews previews, Duration pollInterval) {
        this.promptId = promptId;
        this.previews = previews;
        this.pollInterval = pollInterval;
    }

    void take(RunEvent event) {
        switch (event) {
            case RunEvent.Working(String id) -> working = id.equals(promptId);
            case RunEvent.Ended(String id) -> {
                if (id.equals(promptId)) {
                    working = false;
                    ended = true;
                }
            }
            case RunEvent.Preview preview -> {
                if (preview.promptId().map(promptId::equals).orElse(working)) {
                    previews.preview(shown++, preview.picture());
                }
            }
            case RunEvent.Lost lostEvent -> lost = true;
        }
    }

    void lookedInVain() {
        if (ended) {
            vain++;
        }
    }

    /** Time from one look at the history to the next. */
    Duration pause() {
        if (ended) {
            Duration delay = HISTORY_DELAY.multipliedBy(1L << Math.min(vain, 10));
            return delay.compareTo(pollInterval) < 0 ? delay : pollInterval;
        }
        return lost ? pollInterval : pollInterval.multipliedBy(CALM);
    }
}
