package io.llmi.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.llmi.bench.ChartPrograms.ChartProgram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What the waiting interpreter is worth: the same programs through the code tool and as the paper's release runs them. */
@Command(
        name = "charts",
        mixinStandardHelpOptions = true,
        description = "Charts per second of the code tool, beside a fresh interpreter for each chart, on one core.")
public class ChartsCommand implements Callable<Integer> {
    private static final double BAR = 8;

    @Option(names = "--quick", description = "One round instead of five.")
    boolean quick;

    @Option(names = "--json", description = "One JSON object on standard output.")
    boolean json;

    @Option(
            names = "--core",
            paramLabel = "N",
            defaultValue = "0",
            description = "The core that everything runs on (default: ${DEFAULT-VALUE}).")
    int core;

    /** Draws one chart. */
    private interface Way {
        void draw(ChartProgram program) throws IOException, InterruptedException;
    }

    @Override
    public Integer call() throws Exception {
        String python = System.getenv("LLMI_CODE_PYTHON");
        if (python == null) {
            throw new IOException("LLMI_CODE_PYTHON names no Python; run this through ./llmi bench charts");
        }
        pinToOneCore();
        Report report;
        try (CodeToolDriver prewarmed = new CodeToolDriver("prewarmed", python);
                CodeToolDriver strict = new CodeToolDriver("strict", python)) {
            Map<String, Way> ways = new LinkedHashMap<>();
            ways.put("prewarmed", prewarmed::draw);
            ways.put("fresh_interpreter", new FreshInterpreter(Path.of(python))::draw);
            ways.put("strict", strict::draw);
            // For the compiler of this JVM; the baseline needs nothing but its files in memory.
            measure(Map.of("prewarmed", prewarmed::draw), quick ? 4 : 10);
            measure(ways, 1);
            report = report(measure(ways, quick ? 1 : 5));
        }
        System.out.println(json ? report.json() : report.text());
        return report.ok() ? 0 : 1;
    }

    /** This process with all its threads, and so all that it starts. */
    private void pinToOneCore() throws IOException, InterruptedException {
        String pid = String.valueOf(ProcessHandle.current().pid());
        Process taskset = new ProcessBuilder("taskset", "-a", "-c", "-p", String.valueOf(core), pid)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (taskset.waitFor() != 0) {
            throw new IOException("this process could not be pinned to core %d".formatted(core));
        }
    }

    /**
     * Each program in each way in turn, so that other load on the machine meets all alike; times in seconds, program by
     * program and round by round.
     */
    private static Map<String, List<Double>> measure(Map<String, Way> ways, int rounds)
            throws IOException, InterruptedException {
        Map<String, List<Double>> times = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (ChartProgram program : ChartPrograms.all()) {
                for (Map.Entry<String, Way> way : ways.entrySet()) {
                    long begin = System.nanoTime();
                    way.getValue().draw(program);
                    times.computeIfAbsent(way.getKey(), name -> new ArrayList<>())
                            .add((System.nanoTime() - begin) / 1e9);
                }
            }
        }
        return times;
    }

    private Report report(Map<String, List<Double>> times) throws IOException {
        Map<String, Object> figures = new LinkedHashMap<>();
        times.forEach((way, seconds) -> {
            figures.put(way + "_charts_per_second", perSecond(seconds));
            figures.put(way + "_ms_per_chart_p50", 1000 * median(seconds));
        });
        figures.put("ratio_by_program", ratios(times));
        figures.put("charts_each_way", of(times, "prewarmed").size());
        figures.put("load_average", Files.readString(Path.of("/proc/loadavg")).split(" ")[0]);
        double ratio = perSecond(of(times, "prewarmed")) / perSecond(of(times, "fresh_interpreter"));
        return new Report(
                "charts",
                Report.thisMachine(),
                List.of(new Report.Bar("prewarmed_over_fresh_interpreter", ratio, BAR, ratio >= BAR)),
                figures,
                List.of(
                        "this process and all that it starts are pinned to core %d; one chart at a time, ways in turn"
                                .formatted(core),
                        "prewarmed and strict are the whole code tool: sandbox, numbers read back, picture encoded anew",
                        "fresh_interpreter is as the paper's release does it: no sandbox, same imports, prepared font list",
                        "the start of the waiting interpreter and the first rounds are not counted"));
    }

    private static List<Double> of(Map<String, List<Double>> times, String way) {
        return times.getOrDefault(way, List.of());
    }

    private static Map<String, Double> ratios(Map<String, List<Double>> times) {
        List<ChartProgram> programs = ChartPrograms.all();
        Map<String, Double> ratios = new LinkedHashMap<>();
        for (int i = 0; i < programs.size(); i++) {
            int program = i;
            double[] sums = Stream.of("fresh_interpreter", "prewarmed")
                    .mapToDouble(way -> IntStream.range(0, of(times, way).size())
                            .filter(index -> index % programs.size() == program)
                            .mapToDouble(of(times, way)::get)
                            .sum())
                    .toArray();
            ratios.put(programs.get(i).name(), Math.round(100 * sums[0] / sums[1]) / 100.0);
        }
        return ratios;
    }

    private static double perSecond(List<Double> seconds) {
        return seconds.size()
                / seconds.stream().mapToDouble(Double::doubleValue).sum();
    }

    private static double median(List<Double> seconds) {
        return seconds.stream().sorted().skip(seconds.size() / 2).findFirst().orElseThrow();
    }
}
