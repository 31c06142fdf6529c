package io.llmi.bench;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import com.sun.management.OperatingSystemMXBean;
import io.llmi.events.Topics;
import io.llmi.standalone.cli.EmbeddedServer;
import io.llmi.standalone.cli.JobClient;
import io.llmi.toolkit.kafka.KafkaSettings;
import io.llmi.toolkit.kafka.TopicProvisioner;
import io.llmi.toolkit.kafka.TopicTail;
import io.quarkus.arc.Arc;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The price of the shape: how many documents a second the pipeline moves when planner and tools cost nothing. */
@Command(
        name = "throughput",
        mixinStandardHelpOptions = true,
        description = "Documents per second with an instant planner and instant tools, beside the broker's own rate.")
public class ThroughputCommand implements Callable<Integer> {
    @Option(names = "--quick", description = "A few seconds instead of a minute.")
    boolean quick;

    @Option(names = "--json", description = "One JSON object on standard output.")
    boolean json;

    @Option(
            names = "--clients",
            paramLabel = "N",
            defaultValue = "16",
            description = "Documents in flight (default: ${DEFAULT-VALUE}).")
    int clients;

    @Override
    public Integer call() throws Exception {
        Path data = Files.createTempDirectory("llmi-bench");
        Report report;
        try (EmbeddedServer server = EmbeddedServer.start(data, 0, true)) {
            report = measure(server);
        } finally {
            EmbeddedServer.discard(data);
        }
        System.out.println(json ? report.json() : report.text());
        return report.ok() ? 0 : 1;
    }

    private Report measure(EmbeddedServer server) throws Exception {
        KafkaSettings kafka = Arc.container().instance(KafkaSettings.class).get();
        Load load = new Load(new JobClient(server.url()));
        TopicTail tail =
                new TopicTail(Topics.DOCUMENT_EVENTS, kafka, new TopicTail.From.Moment(Instant.now()), load::onEvent);
        tail.start();
        try (BrokerMeter meter = new BrokerMeter(kafka.bootstrapServers())) {
            load.run(clients, quick ? 5 : 20);
            BrokerMeter.Reading before = meter.read();
            long cpuBefore = cpuNanos();
            Load.Result result = load.run(clients, quick ? 8 : 40);
            long cpu = cpuNanos() - cpuBefore;
            BrokerMeter.Reading used = meter.read().since(before);
            new TopicProvisioner(kafka).provision(List.of("bench"));
            double perf = PerfClient.recordsPerSecond(
                    kafka.bootstrapServers(), Topics.toolRequests("bench"), quick ? 300_000 : 2_000_000);
            return report(result, used, cpu, perf);
        } finally {
            tail.stop();
        }
    }

    private Report report(Load.Result result, BrokerMeter.Reading used, long cpu, double perf) {
        int documents = result.latencies().length;
        double recordsPerDocument = (double) used.records() / documents;
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("documents_per_second", result.perSecond());
        figures.put("documents", documents);
        figures.put("incomplete_documents", result.incomplete());
        figures.put("clients", clients);
        figures.put("latency_p50_ms", result.quantileMs(0.5));
        figures.put("latency_p99_ms", result.quantileMs(0.99));
        figures.put("latency_max_ms", result.quantileMs(1));
        figures.put("kafka_records_per_document", recordsPerDocument);
        figures.put("kafka_bytes_per_document", (double) used.bytes() / documents);
        figures.put("cpu_ms_per_document", cpu / 1e6 / documents);
        figures.put("pipeline_records_per_second", recordsPerDocument * result.perSecond());
        figures.put("perf_client_records_per_second", perf);
        figures.put("pipeline_share_of_perf_client", recordsPerDocument * result.perSecond() / perf);
        return new Report(
                "throughput",
                Report.thisMachine(),
                List.of(new Report.Bar("incomplete_documents", result.incomplete(), 0, result.incomplete() == 0)),
                figures,
                List.of(
                        "one process holds broker, services, load generator and perf client; all share the processors",
                        "a document is %d characters in chunks of %d, with four pictures, one of them an edit"
                                .formatted(InstantPlanner.DOCUMENT.length(), InstantPlanner.CHUNK_CHARS),
                        "submitted over HTTP; the end is seen on the event log, so SSE delivery is not measured",
                        "records count every offset of every topic: changelogs, offsets and transaction markers too",
                        "the perf client sends 300-byte records to four partitions, acks=all, after the load"));
    }

    private static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}
