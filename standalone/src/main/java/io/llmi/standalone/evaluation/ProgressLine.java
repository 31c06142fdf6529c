package io.llmi.standalone.evaluation;

import java.io.PrintStream;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/** How far an evaluation has come: a bar that is drawn over itself in a terminal, a line for each document elsewhere. */
final class ProgressLine implements Evaluation.Progress {
    private static final int WIDTH = 30;

    private final PrintStream out;
    private final boolean terminal;
    private final int all;
    private int done;
    private double sum;
    private int judged;

    ProgressLine(PrintStream out, int all) {
        @Nullable String terminalName = System.getenv("TERM");
        this.out = out;
        this.terminal = System.console() != null && terminalName != null && !terminalName.equals("dumb");
        this.all = all;
    }

    @Override
    public synchronized void done(Result result) {
        done++;
        result.value().ifPresent(value -> {
            sum += value;
            judged++;
        });
        String mean = judged == 0 ? "" : String.format(Locale.ROOT, "  mean reward %.3f", sum / judged);
        if (terminal) {
            int filled = WIDTH * done / all;
            out.printf("\r[%s%s] %d/%d%s ", "#".repeat(filled), ".".repeat(WIDTH - filled), done, all, mean);
            if (done == all) {
                out.println();
            }
        } else {
            out.printf(
                    Locale.ROOT,
                    "[%d/%d] %s: %s, %.1f s%s%n",
                    done,
                    all,
                    result.name(),
                    result.value()
                            .map(value -> String.format(Locale.ROOT, "reward %.3f", value))
                            .orElse(result.error().orElse("no reward")),
                    result.seconds(),
                    mean);
        }
        out.flush();
    }
}
