package io.llmi.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import io.llmi.bench.ChartPrograms.ChartProgram;

/** One way to draw charts, and how long each took. */
final class ChartWay {
    /** Draws one chart, or fails. */
    interface Drawing {
        void draw(ChartProgram program) throws IOException, InterruptedException;
    }

    private final String name;
    private final Drawing drawing;
    private final List<Double> seconds = new ArrayList<>();

    ChartWay(String name, Drawing drawing) {
        this.name = name;
        this.drawing = drawing;
    }

    String name() {
        return name;
    }

    void draw(ChartProgram program) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        drawing.draw(program);
        seconds.add((System.nanoTime() - begin) / 1e9);
    }

    /** Forgets what was measured so far. */
    void forget() {
        seconds.clear();
    }

    int charts() {
        return seconds.size();
    }

    double perSecond() {
        return seconds.size()
                / seconds.stream().mapToDouble(Double::doubleValue).sum();
    }

    double medianMs() {
        return 1000
                * seconds.stream().sorted().skip(seconds.size() / 2).findFirst().orElseThrow();
    }

    /** Seconds in all for one of the programs, which were drawn in turn. */
    double secondsFor(int program, int programs) {
        return IntStream.range(0, seconds.size())
                .filter(index -> index % programs == program)
                .mapToDouble(seconds::get)
                .sum();
    }
}
