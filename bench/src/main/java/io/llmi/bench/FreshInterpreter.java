package io.llmi.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

import io.llmi.bench.ChartPrograms.ChartProgram;

/**
 * The baseline, as the paper's release draws charts: a new Python process for each, which imports what programs are
 * promised, runs the program with the rights of the caller, and is done when the picture lies on disk. Its font list is
 * prepared.
 */
final class FreshInterpreter {
    private static final String PREAMBLE = """
            import matplotlib
            matplotlib.use("Agg")
            import matplotlib.pyplot as plt
            import numpy as np
            import pandas as pd
            import seaborn as sns
            """;

    private final Path python;

    FreshInterpreter(Path python) {
        this.python = python;
    }

    /** @throws IOException if the program fails or leaves no picture */
    void draw(ChartProgram program) throws IOException, InterruptedException {
        Path work = Files.createTempDirectory("llmi-bench-chart");
        try {
            Files.writeString(work.resolve("program.py"), PREAMBLE + program.code());
            ProcessBuilder builder = new ProcessBuilder(python.toString(), "program.py");
            builder.directory(work.toFile()).inheritIO();
            builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
            builder.environment()
                    .putAll(Map.of(
                            "MPLBACKEND",
                            "Agg",
                            "MPLCONFIGDIR",
                            python.resolveSibling("../matplotlib").normalize().toString(),
                            "OPENBLAS_NUM_THREADS",
                            "1"));
            int status = builder.start().waitFor();
            try (Stream<Path> files = Files.list(work)) {
                if (status != 0 || files.noneMatch(file -> file.toString().endsWith(".png"))) {
                    throw new IOException("%s left no picture, exit code %d".formatted(program.name(), status));
                }
            }
        } finally {
            try (Stream<Path> files = Files.walk(work)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
            }
        }
    }
}
