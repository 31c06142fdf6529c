package io.llmi.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;

import io.llmi.standalone.broker.EmbeddedBroker;
import io.llmi.standalone.broker.FreePort;
import io.llmi.standalone.cli.EmbeddedServer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How many clients one gateway streams to, what it holds for them, and what a client that reads nothing costs. */
@Command(
        name = "streams",
        mixinStandardHelpOptions = true,
        description = "5,000 idle and 500 active event streams of one gateway, then 100 clients too slow to follow.")
public class StreamsCommand implements Callable<Integer> {
    private static final int IDLE = 5000;
    private static final int ACTIVE_JOBS = 100;
    private static final int READERS = 5;
    private static final int SLOW = 100;
    private static final double MOST_MIB = 1024;
    private static final double MOST_GROWTH_MIB = 64;
    private static final int EVENTS_PER_SECOND = 10;
    private static final int FLOOD_TEXTS = 4000;
    private static final int FLOOD_CHARS = 2000;
    private static final Duration GRACE = Duration.ofSeconds(30);

    @Option(names = "--quick", description = "Half a minute of events instead of two, and shorter timeouts.")
    boolean quick;

    @Option(names = "--json", description = "One JSON object on standard output.")
    boolean json;

    @Override
    public Integer call() throws Exception {
        Path data = Files.createTempDirectory("llmi-bench-streams");
        EmbeddedBroker broker = new EmbeddedBroker(data.resolve("kafka"), FreePort.find(), FreePort.find());
        broker.start();
        try (ServerProcess gateway = ServerProcess.gateway(data, settings(data, broker.bootstrapServers()))) {
            Report report = measure(gateway, broker.bootstrapServers());
            System.out.println(json ? report.json() : report.text());
            return report.ok() ? 0 : 1;
        } finally {
            broker.stop();
            EmbeddedServer.discard(data);
        }
    }

    private Report measure(ServerProcess gateway, String bootstrapServers) throws Exception {
        try (StagedJobs stage = new StagedJobs(bootstrapServers);
                StreamClients clients = new StreamClients(gateway.url(), IDLE + ACTIVE_JOBS * READERS);
                ProcessMeter meter = new ProcessMeter(gateway.handle())) {
            int texts = EVENTS_PER_SECOND * seconds();
            List<StagedJobs.Job> silent = stage.begin(IDLE, 3);
            List<StagedJobs.Job> active = stage.begin(ACTIVE_JOBS, 2 + 2 * texts + 1);
            StagedJobs.Job flooded = stage.flood(FLOOD_TEXTS, FLOOD_CHARS);
            stage.flush();
            ProcessMeter.Peak empty = meter.peak();

            List<WatchedStream> idle = open(clients, silent, 1);
            ProcessMeter.Peak withIdle = meter.peak();
            List<WatchedStream> readers = open(clients, active, READERS);

            Duration cpuBefore = meter.cpu();
            stage.write(active, 2, 2 + texts, Duration.ofSeconds(seconds()));
            double cpu = meter.cpu().minus(cpuBefore).toNanos() / 1e9 / seconds();
            ProcessMeter.Peak alone = meter.peak();

            int dropped;
            int files = meter.openFiles();
            try (SlowClients slow = new SlowClients(gateway.url(), flooded.id().value(), SLOW)) {
                await(() -> meter.openFiles() >= files + slow.count());
                stage.write(active, 2 + texts, 2 + 2 * texts, Duration.ofSeconds(seconds()));
                await(() -> meter.openFiles() <= files);
                dropped = Math.clamp(files + slow.count() - meter.openFiles(), 0, slow.count());
            }
            ProcessMeter.Peak withSlow = meter.peak();

            // The last one.
            stage.write(active, 2 + 2 * texts, 2 + 2 * texts + 1, Duration.ofSeconds(1));
            stage.flush();
            await(() -> readers.stream().noneMatch(WatchedStream::isOpen));
            return report(
                    new Counts(
                            (int) readers.stream()
                                    .filter(WatchedStream::isWhole)
                                    .count(),
                            (int) idle.stream().filter(this::isAlive).count(),
                            dropped),
                    new Memory(empty, withIdle, alone, withSlow),
                    latencies(readers),
                    cpu);
        }
    }

    /** Clients that got what they should, of each kind. */
    private record Counts(int whole, int alive, int dropped) {}

    /** The gateway's memory: before any stream, with idle ones, with active ones too, with slow ones too. */
    private record Memory(
            ProcessMeter.Peak empty, ProcessMeter.Peak idle, ProcessMeter.Peak active, ProcessMeter.Peak slow) {
        double most() {
            return Math.max(Math.max(empty.resident(), idle.resident()), Math.max(active.resident(), slow.resident()));
        }

        double growth() {
            return slow.resident() - active.resident();
        }
    }

    private Report report(Counts counts, Memory memory, long[] latencies, double cpu) throws IOException {
        int active = ACTIVE_JOBS * READERS;
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("events_per_second_to_clients", active * EVENTS_PER_SECOND);
        figures.put("latency_p50_ms", quantileMs(latencies, 0.5));
        figures.put("latency_p99_ms", quantileMs(latencies, 0.99));
        figures.put("latency_max_ms", quantileMs(latencies, 1));
        figures.put("gateway_processors_used", cpu);
        figures.put("resident_mib_without_streams", memory.empty().resident());
        figures.put("resident_mib_with_idle_streams", memory.idle().resident());
        figures.put("resident_mib_with_active_streams", memory.active().resident());
        figures.put("resident_mib_with_slow_clients", memory.slow().resident());
        figures.put("kernel_socket_mib_with_active_streams", memory.active().sockets());
        figures.put("kernel_socket_mib_with_slow_clients", memory.slow().sockets());
        figures.put("load_average", Files.readString(Path.of("/proc/loadavg")).split(" ")[0]);
        return new Report(
                "streams",
                Report.thisMachine(),
                List.of(
                        new Report.Bar("active_streams_whole", counts.whole(), active, counts.whole() == active),
                        new Report.Bar("idle_streams_alive", counts.alive(), IDLE, counts.alive() == IDLE),
                        new Report.Bar("slow_clients_dropped", counts.dropped(), SLOW, counts.dropped() == SLOW),
                        new Report.Bar("gateway_resident_mib", memory.most(), MOST_MIB, memory.most() < MOST_MIB),
                        new Report.Bar(
                                "growth_by_slow_clients_mib",
                                memory.growth(),
                                MOST_GROWTH_MIB,
                                memory.growth() < MOST_GROWTH_MIB)),
                figures,
                List.of(
                        "the packaged gateway with a heap of at most 512 MiB; broker, writer and clients in another"
                                + " process on the same processors; loopback only",
                        "a job for each idle client, five clients for each of %d active jobs, %d events a second each"
                                .formatted(ACTIVE_JOBS, EVENTS_PER_SECOND),
                        "whole: every event once, in order, to the last; alive: open, and never silent for longer than"
                                + " two heartbeats of %d s"
                                        .formatted(heartbeat().toSeconds()),
                        "slow: %d clients of a log of %d MB that take nothing or %d bytes a second, dropped after %d s"
                                .formatted(
                                        SLOW,
                                        FLOOD_TEXTS * FLOOD_CHARS / 1_000_000,
                                        SlowClients.DRIP,
                                        stallTimeout().toSeconds()),
                        "latency is from the writer's send into Kafka to the client, for all events but the first two of a"
                                + " job; socket memory is that of both ends"));
    }

    private boolean isAlive(WatchedStream stream) {
        return stream.isOpen()
                && stream.heartbeats() > 0
                && stream.longestSilence() < 2 * heartbeat().toNanos();
    }

    private static long[] latencies(List<WatchedStream> readers) {
        return readers.stream()
                .flatMapToLong(reader -> Arrays.stream(reader.latencies()).skip(2))
                .sorted()
                .toArray();
    }

    private static double quantileMs(long[] sorted, double quantile) {
        return sorted.length == 0 ? 0 : sorted[(int) Math.min(sorted.length - 1, sorted.length * quantile)] / 1e6;
    }

    private int seconds() {
        return quick ? 15 : 60;
    }

    private Duration heartbeat() {
        return Duration.ofSeconds(quick ? 5 : 15);
    }

    private Duration stallTimeout() {
        return Duration.ofSeconds(quick ? 10 : 30);
    }

    private Map<String, String> settings(Path data, String bootstrapServers) {
        return Map.of(
                "KAFKA_BOOTSTRAP_SERVERS",
                bootstrapServers,
                "LLMI_BLOBS_DIRECTORY",
                data.resolve("blobs").toString(),
                "LLMI_ACCESS_MODE",
                "open",
                "LLMI_GATEWAY_LOG_HEARTBEAT",
                heartbeat().toSeconds() + "s",
                "LLMI_GATEWAY_LOG_STALL_TIMEOUT",
                stallTimeout().toSeconds() + "s");
    }

    private static List<WatchedStream> open(StreamClients clients, List<StagedJobs.Job> jobs, int readersEach)
            throws IOException, InterruptedException {
        List<WatchedStream> readers = new ArrayList<>();
        List<StreamClients.Opening> openings = new ArrayList<>();
        for (StagedJobs.Job job : jobs) {
            for (int i = 0; i < readersEach; i++) {
                WatchedStream reader = new WatchedStream(job.sentNanos());
                readers.add(reader);
                openings.add(new StreamClients.Opening(job.id().value(), reader));
            }
        }
        clients.open(openings);
        return readers;
    }

    /** Waits for a condition; what has not come about in time is seen in the figures. */
    private static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + GRACE.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            Thread.sleep(100);
        }
    }
}
