package io.llmi.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.llmi.standalone.broker.EmbeddedBroker;
import io.llmi.standalone.broker.FreePort;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How well slots on a share group are used: more slots than partitions, two processes, calls of very mixed length. */
@Command(
        name = "slots",
        mixinStandardHelpOptions = true,
        description = "Utilisation of 8 slots in two worker processes on one partition, over calls of mixed length.")
public class SlotsCommand implements Callable<Integer> {
    private static final int WORKERS = 2;
    private static final int SLOTS_EACH = 4;
    private static final double BAR = 0.95;
    private static final long SEED = 4;

    @Option(names = "--quick", description = "160 calls instead of 500.")
    boolean quick;

    @Option(names = "--json", description = "One JSON object on standard output.")
    boolean json;

    @Override
    public Integer call() throws Exception {
        Path data = Files.createTempDirectory("llmi-bench-slots");
        EmbeddedBroker broker = new EmbeddedBroker(data, FreePort.find(), FreePort.find());
        broker.start();
        try {
            List<Long> lengths = lengths(quick ? 160 : 500);
            prepare(broker.bootstrapServers());
            send(broker.bootstrapServers(), lengths);
            List<SlotUse.Call> calls = work(broker.bootstrapServers(), lengths.size());
            Report report = report(new SlotUse(calls, WORKERS * SLOTS_EACH), lengths);
            System.out.println(json ? report.json() : report.text());
            return report.ok() ? 0 : 1;
        } finally {
            broker.stop();
            delete(data);
        }
    }

    /** Many short calls and a few long ones, as diffusion has them: 0.2 s and an exponential of 1.3 s, at most 8 s. */
    private static List<Long> lengths(int count) {
        Random random = new Random(SEED);
        return Stream.generate(() -> 200 + Math.min(7800, Math.round(-1300 * Math.log(1 - random.nextDouble()))))
                .limit(count)
                .toList();
    }

    private static void prepare(String bootstrap) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.createTopics(List.of(new NewTopic(SlotsWorkerCommand.TOPIC, Optional.of(1), Optional.empty())))
                    .all()
                    .get();
            ConfigResource group = new ConfigResource(ConfigResource.Type.GROUP, SlotsWorkerCommand.GROUP);
            AlterConfigOp fromTheStart =
                    new AlterConfigOp(new ConfigEntry("share.auto.offset.reset", "earliest"), AlterConfigOp.OpType.SET);
            admin.incrementalAlterConfigs(Map.of(group, List.of(fromTheStart)))
                    .all()
                    .get();
        }
    }

    private static void send(String bootstrap, List<Long> lengths) throws Exception {
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap), new StringSerializer(), new ByteArraySerializer())) {
            for (long length : lengths) {
                producer.send(new ProducerRecord<>(
                        SlotsWorkerCommand.TOPIC, Long.toString(length).getBytes(StandardCharsets.US_ASCII)));
            }
        }
    }

    private static List<SlotUse.Call> work(String bootstrap, int count) throws IOException, InterruptedException {
        List<SlotUse.Call> calls = new ArrayList<>();
        List<Process> workers = new ArrayList<>();
        List<Thread> readers = new ArrayList<>();
        try {
            for (int i = 0; i < WORKERS; i++) {
                Process worker = worker(bootstrap);
                workers.add(worker);
                readers.add(Thread.ofVirtual().start(() -> read(worker, calls)));
            }
            synchronized (calls) {
                long end = System.nanoTime() + Duration.ofMinutes(8).toNanos();
                while (calls.size() < count && System.nanoTime() < end) {
                    calls.wait(1000);
                    if (workers.stream().noneMatch(Process::isAlive)) {
                        throw new IOException("the workers ended before the calls did; their output says why");
                    }
                }
                if (calls.size() < count) {
                    throw new IOException("only %d of %d calls were made".formatted(calls.size(), count));
                }
                return List.copyOf(calls);
            }
        } finally {
            for (Process worker : workers) {
                worker.getOutputStream().close();
                if (!worker.waitFor(20, TimeUnit.SECONDS)) {
                    worker.destroyForcibly();
                }
            }
            for (Thread reader : readers) {
                reader.join();
            }
        }
    }

    /** The same program, as another process. */
    private static Process worker(String bootstrap) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx192m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        System.getProperty("java.class.path"),
                        "slots-worker",
                        "--bootstrap",
                        bootstrap,
                        "--slots",
                        Integer.toString(SLOTS_EACH))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static void read(Process worker, List<SlotUse.Call> calls) {
        worker.inputReader(StandardCharsets.US_ASCII).lines().forEach(line -> {
            // The client library may log here too.
            if (line.matches("\\d+ \\d+")) {
                String[] times = line.split(" ");
                synchronized (calls) {
                    calls.add(new SlotUse.Call(Long.parseLong(times[0]), Long.parseLong(times[1])));
                    calls.notifyAll();
                }
            }
        });
    }

    private static Report report(SlotUse use, List<Long> lengths) throws IOException {
        double utilisation = use.utilisation();
        return new Report(
                "slots",
                Report.thisMachine(),
                List.of(new Report.Bar("utilisation", utilisation, BAR, utilisation >= BAR)),
                Map.of(
                        "calls", lengths.size(),
                        "mean_call_ms",
                                lengths.stream()
                                        .mapToLong(Long::longValue)
                                        .average()
                                        .orElse(0),
                        "most_calls_at_once", use.mostAtOnce(),
                        "seconds_measured", use.measuredMillis() / 1000.0,
                        "load_average",
                                Files.readString(Path.of("/proc/loadavg")).split(" ")[0]),
                List.of(
                        "8 slots in two processes of 4, one partition, one embedded broker, all on this machine",
                        "busy time over 8 times the time from when all slots had a call to when the queue ran dry",
                        "the start of the workers is not counted"));
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
