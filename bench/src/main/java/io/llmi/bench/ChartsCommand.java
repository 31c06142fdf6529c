package io.llmi.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

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
            ChartWay waiting = new ChartWay("prewarmed", prewarmed::draw);
            ChartWay fresh = new ChartWay("fresh_interpreter", new FreshInterpreter(Path.of(python))::draw);
            ChartWay cold = new ChartWay("strict", strict::draw);
            // For the compiler of this JVM; the baseline needs nothing but its files in memory.
            measure(List.of(waiting), quick ? 4 : 10);
            measure(List.of(waiting, fresh, cold), 1);
            measure(List.of(waiting, fresh, cold), quick ? 1 : 5);
            report = report(waiting, fresh, cold);
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

    /** Each program in each way in turn, so that other load on the machine meets all alike. */
    private static void measure(List<ChartWay> ways, int rounds) throws IOException, InterruptedException {
        ways.forEach(ChartWay::forget);
        for (int round = 0; round < rounds; round++) {
            for (ChartProgram program : ChartPrograms.all()) {
                for (ChartWay way : ways) {
                    way.draw(program);
                }
            }
        }
    }

    private Report report(ChartWay waiting, ChartWay fresh, ChartWay cold) throws IOException {
        Map<String, Object> figures = new LinkedHashMap<>();
        for (ChartWay way : List.of(waiting, fresh, cold)) {
            figures.put(way.name() + "_charts_per_second", way.perSecond());
            figures.put(way.name() + "_ms_per_chart_p50", way.medianMs());
        }
        figures.put("ratio_by_program", ratios(waiting, fresh));
        figures.put("charts_each_way", waiting.charts());
        figures.put("load_average", Files.readString(Path.of("/proc/loadavg")).split(" ")[0]);
        double ratio = waiting.perSecond() / fresh.perSecond();
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

    private static Map<String, Double> ratios(ChartWay waiting, ChartWay fresh) {
        List<ChartProgram> programs = ChartPrograms.all();
        Map<String, Double> ratios = new LinkedHashMap<>();
        for (int i = 0; i < programs.size(); i++) {
            double ratio = fresh.secondsFor(i, programs.size()) / waiting.secondsFor(i, programs.size());
            ratios.put(programs.get(i).name(), Math.round(100 * ratio) / 100.0);
        }
        return ratios;
    }
}
