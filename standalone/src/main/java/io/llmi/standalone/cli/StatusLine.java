package io.llmi.standalone.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

/** What is waited for, on one line below the text, which is wiped before anything else is printed. Not thread-safe. */
final class StatusLine {
    private static final String WIPE = "\r\u001b[2K";

    private final PrintStream out;
    private final Screen screen;
    private final TreeMap<Integer, Pending> pictures = new TreeMap<>();
    private int column;
    private boolean shown;

    private record Pending(String tool, Instant since) {}

    StatusLine(PrintStream out, Screen screen) {
        this.out = out;
        this.screen = screen;
    }

    /** @param index of the picture, from 0 */
    void begin(int index, String tool, Instant at) {
        pictures.put(index, new Pending(tool, at));
    }

    /** Since when the picture was waited for; the moment itself if it was not. */
    Instant end(int index, Instant at) {
        Pending pending = pictures.remove(index);
        return pending == null ? at : pending.since();
    }

    /**
     * Shows or renews the line, if anything is waited for.
     *
     * @param column where the text's cursor is
     */
    void show(int column, Instant now) {
        if (!screen.live() || pictures.isEmpty()) {
            return;
        }
        wipe();
        this.column = column;
        if (column > 0) {
            out.println();
        }
        out.print(Screen.shorten(text(now), screen.columns() - 1));
        out.flush();
        shown = true;
    }

    /** Puts the cursor back to where the text ended. */
    void wipe() {
        if (shown) {
            shown = false;
            out.print(WIPE);
            if (column > 0) {
                out.print("\u001b[1A\u001b[%dG".formatted(column + 1));
            }
        }
    }

    private String text(Instant now) {
        List<String> waits = pictures.entrySet().stream()
                .map(picture -> "%d %s %d s"
                        .formatted(
                                picture.getKey() + 1,
                                picture.getValue().tool(),
                                Duration.between(picture.getValue().since(), now)
                                        .toSeconds()))
                .toList();
        return "waiting for image " + String.join(", ", waits);
    }
}
