package io.llmi.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Kafka's own producer benchmark, as a process of its own against the same broker: the yardstick. */
final class PerfClient {
    private static final Pattern RATE = Pattern.compile("records sent, ([0-9.]+) records/sec");

    private PerfClient() {}

    /**
     * Sends records of 300 bytes as fast as the broker takes them.
     *
     * @return records per second over the whole run, as the client itself reports
     */
    static double recordsPerSecond(String bootstrapServers, String topic, int records)
            throws IOException, InterruptedException {
        Path libraries =
                Path.of(System.getProperty("java.class.path")).toAbsolutePath().resolveSibling(Path.of("lib", "main"));
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        libraries + "/*",
                        "org.apache.kafka.tools.ProducerPerformance",
                        "--topic",
                        topic,
                        "--num-records",
                        Integer.toString(records),
                        "--record-size",
                        "300",
                        "--throughput",
                        "-1",
                        "--producer-props",
                        "bootstrap.servers=" + bootstrapServers,
                        "acks=all",
                        "linger.ms=5"))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        // The last line sums up the whole run; those before are five-second windows.
        double last = 0;
        Matcher rate = RATE.matcher(output);
        while (rate.find()) {
            last = Double.parseDouble(rate.group(1));
        }
        if (last == 0) {
            throw new IllegalStateException("the perf client reported no rate:\n" + output);
        }
        return last;
    }
}
