package io.llmi.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.events.Document;
import io.llmi.events.DocumentEvent;
import io.llmi.events.Json;
import io.llmi.standalone.cli.EmbeddedServer;
import io.llmi.standalone.cli.JobClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The price of candidates in time: their stages overlap, so four cost far less than four times one. */
@Command(
        name = "scaling",
        mixinStandardHelpOptions = true,
        description =
                "Wall time of a document chosen of four candidates, beside one sample and one stage after another.")
public class ScalingCommand implements Callable<Integer> {
    private static final double BAR = 2.2;
    private static final int SAMPLES = 4;
    private static final int KEEP = 2;
    private static final int VARIANTS = 3;

    @Option(names = "--quick", description = "One round instead of three, and no reference order.")
    boolean quick;

    @Option(names = "--json", description = "One JSON object on standard output.")
    boolean json;

    @Override
    public Integer call() throws Exception {
        Path data = Files.createTempDirectory("llmi-bench");
        Report report;
        try (LatentModels models = new LatentModels();
                ServerProcess server = ServerProcess.standalone(data, settings(models.baseUrl()))) {
            report = measure(models, new JobClient(server.url()));
        } finally {
            EmbeddedServer.discard(data);
        }
        System.out.println(json ? report.json() : report.text());
        return report.ok() ? 0 : 1;
    }

    /** One document, and how long it took from the submission to the final event. */
    private record Run(double seconds, Document document) {}

    private Report measure(LatentModels models, JobClient client) throws Exception {
        // For the server's compiler and connections.
        run(client, false);
        List<Run> one = new ArrayList<>();
        List<Run> scaled = new ArrayList<>();
        int drafts = models.drafts();
        for (int round = 0; round < (quick ? 1 : 3); round++) {
            one.add(run(client, false));
            scaled.add(run(client, true));
        }
        double ratio = median(scaled) / median(one);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("one_sample_seconds", median(one));
        figures.put("scaled_seconds", median(scaled));
        figures.put("stage_seconds", stages(scaled.getLast().document()));
        figures.put("drafts_asked_for", models.drafts() - drafts);
        if (!quick) {
            double reference = referenceSeconds(models.baseUrl());
            figures.put("one_after_another_seconds", reference);
            figures.put("one_after_another_over_one_sample", reference / median(one));
        }
        figures.put("load_average", Files.readString(Path.of("/proc/loadavg")).split(" ")[0]);
        return new Report(
                "scaling",
                Report.thisMachine(),
                List.of(new Report.Bar("scaled_over_one_sample", ratio, BAR, ratio <= BAR)),
                figures,
                List.of(
                        "%d samples, %d kept, %d variants; the packaged server; models that take %d ms a draft, %d ms a"
                                        .formatted(SAMPLES, KEEP, VARIANTS, LatentModels.PLAN_MS, LatentModels.IMAGE_MS)
                                + " picture and %d ms a verdict, %d pictures a document"
                                        .formatted(LatentModels.JUDGE_MS, LatentModels.PICTURES),
                        "the reference order asks the same models for the same things, one after the other, without a"
                                + " server between"));
    }

    private static Map<String, String> settings(String models) {
        return Map.of(
                "OPENAI_BASE_URL",
                models,
                "OPENAI_API_KEY",
                "",
                "LLMI_DIFFUSION_BACKENDS",
                "openai",
                "LLMI_DIFFUSION_OPENAI_FLAVOUR",
                "vllm-omni",
                "LLMI_DIFFUSION_OPENAI_BASE_URL",
                models,
                "LLMI_TOOLS_SLOTS",
                "16",
                "LLMI_JUDGE_LLM_BASE_URL",
                models,
                "LLMI_JUDGE_MLLM_BASE_URL",
                models);
    }

    private static Map<String, Double> stages(Document document) {
        Map<String, Double> stages = new LinkedHashMap<>();
        document.usage()
                .scaling()
                .ifPresent(report ->
                        report.stages().forEach(stage -> stages.put(stage.name(), stage.durationMs() / 1000.0)));
        return stages;
    }

    private static Run run(JobClient client, boolean candidates) throws InterruptedException, IOException {
        ObjectNode request =
                Json.mapper().createObjectNode().put("prompt", "A harbour").put("image_count", 2);
        if (candidates) {
            request.putObject("scaling")
                    .put("samples", SAMPLES)
                    .put("keep", KEEP)
                    .put("variants", VARIANTS);
        }
        long begin = System.nanoTime();
        try (Stream<DocumentEvent> events = client.events(client.submit(request))) {
            Document document = events.filter(DocumentEvent.Closed.class::isInstance)
                    .map(event -> ((DocumentEvent.Closed) event).document())
                    .findFirst()
                    .orElseThrow(() -> new IOException("the stream ended before the document did"));
            if (document.usage().images() != LatentModels.PICTURES) {
                throw new IOException("the document has %d pictures: %s"
                        .formatted(document.usage().images(), document.parts()));
            }
            return new Run((System.nanoTime() - begin) / 1e9, document);
        }
    }

    /** What the paper's order would take: every draft, verdict and picture waits for the one before. */
    private static double referenceSeconds(String models) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (int i = 0; i < SAMPLES; i++) {
                ask(client, models + "/chat/completions", "{\"stream\":true,\"messages\":[]}");
            }
            for (int i = 0; i < SAMPLES; i++) {
                ask(client, models + "/chat/completions", "{\"messages\":[]}");
            }
            for (int i = 0; i < KEEP * VARIANTS; i++) {
                for (int picture = 0; picture < LatentModels.PICTURES; picture++) {
                    ask(client, models + "/images/generations", "{}");
                    ask(client, models + "/chat/completions", "{\"messages\":[]}");
                }
            }
            for (int i = 0; i < KEEP; i++) {
                // Both judges.
                ask(client, models + "/chat/completions", "{\"messages\":[]}");
                ask(client, models + "/chat/completions", "{\"messages\":[]}");
            }
        }
        return (System.nanoTime() - begin) / 1e9;
    }

    private static void ask(HttpClient client, String url, String body) throws IOException, InterruptedException {
        HttpResponse<Void> response = client.send(
                HttpRequest.newBuilder(URI.create(url))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.discarding());
        if (response.statusCode() != 200) {
            throw new IOException(url + " answered with status " + response.statusCode());
        }
    }

    private static double median(List<Run> runs) {
        return runs.stream()
                .map(Run::seconds)
                .sorted()
                .skip(runs.size() / 2)
                .findFirst()
                .orElseThrow();
    }
}
