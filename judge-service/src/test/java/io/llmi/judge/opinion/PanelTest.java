package io.llmi.judge.opinion;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmi.events.BlobRef;
import io.llmi.events.FailureCode;
import io.llmi.events.ImageCount;
import io.llmi.events.Reward;
import io.llmi.events.Reward.Source;
import io.llmi.events.RewardSplit;
import io.llmi.events.RewardWeights;
import io.llmi.judge.Configs;
import io.llmi.judge.Documents;
import io.llmi.judge.Pictures;
import io.llmi.judge.endpoint.ScriptedJudge;
import io.llmi.judge.subject.Subject;
import io.llmi.toolkit.contract.Fault;
import io.llmi.toolkit.contract.MemoryBlobs;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** The panel with judges that speak the real protocol, well and badly. */
class PanelTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final MemoryBlobs blobs = new MemoryBlobs();
    private final BlobRef picture = blobs.picture(Pictures.png(Pictures.sharp(1200, 900, 1)), 1200, 900);
    private final List<ScriptedJudge> judges = new ArrayList<>();
    private final ScriptedJudge llm = judge(new ScriptedJudge("Text: 5\nTag: 4"));
    private final ScriptedJudge mllm =
            judge(new ScriptedJudge("Image Quality: 4\nTask Relevance: 3\nText-Image Relevance: 5"));

    private ScriptedJudge judge(ScriptedJudge judge) {
        judges.add(judge);
        return judge;
    }

    @AfterEach
    void close() throws Exception {
        for (ScriptedJudge judge : judges) {
            judge.close();
        }
    }

    private Panel panel(ScriptedJudge textJudge, ScriptedJudge pictureJudge, String... more) {
        List<String> settings = new ArrayList<>(List.of(
                "llm.base-url",
                textJudge.base() + "/v1/",
                "llm.api-key",
                ScriptedJudge.KEY,
                "llm.retry-delay",
                "1ms",
                "mllm.base-url",
                pictureJudge.base() + "/v1",
                "mllm.api-key",
                ScriptedJudge.KEY,
                "mllm.model",
                "seeing-model",
                "mllm.retry-delay",
                "1ms"));
        settings.addAll(List.of(more));
        return new PanelFactory(Configs.of(settings.toArray(String[]::new)), blobs).panel();
    }

    private Panel panel() {
        return panel(llm, mllm);
    }

    private static Terms terms(Duration patience, boolean outageScoresOne) {
        return new Terms(
                ImageCount.exactly(1),
                List.of("search"),
                RewardWeights.DEFAULT,
                RewardSplit.EVAL,
                outageScoresOne,
                Instant.now().plus(patience));
    }

    private Subject subject() {
        return new Documents()
                .text("# Coast\n\nA lighthouse.\n\n")
                .picture("search", "A lighthouse", picture)
                .text("\n\nIt blinks.")
                .subject("A note about a lighthouse");
    }

    @Test
    void shouldAskBothJudgesAndJoinTheirScores() throws InterruptedException {
        Reward reward = panel().judge(subject(), terms(LONG, false));

        assertThat(llm.violations()).isEmpty();
        assertThat(mllm.violations()).isEmpty();
        double rLlm = ((1.4 * 5 + 0.6 * 4) / 2 - 1) / 4;
        double rMllm = (4 - 1) / 4.0;
        assertThat(reward.reward().orElseThrow()).isCloseTo(0.2 + 0.3 * rMllm + 0.5 * rLlm, within(1e-12));
        assertThat(reward.llm().source()).isEqualTo(Source.MODEL);
        assertThat(reward.llm().model()).hasValue("listed-model");
        assertThat(reward.llm().prompt()).hasValue("v1");
        assertThat(reward.llm().scores()).isEqualTo(Map.of("text", 5.0, "tag", 4.0));
        assertThat(reward.mllm().model()).hasValue("seeing-model");
        assertThat(reward.components().tool()).hasValue(1.0);
    }

    @Test
    void shouldShowThePicturesInTheirPlacesWithinThePixelBudget() throws Exception {
        BlobRef input = blobs.picture(Pictures.png(Pictures.sharp(60, 40, 2)), 60, 40);
        Subject drawn = new Documents()
                .text("# Coast")
                .picture("search", "A lighthouse", picture)
                .gap("code", "A chart", FailureCode.TIMEOUT)
                .text("The end.")
                .subject("A note");
        Subject withInput = new Subject(drawn.question(), drawn.draft(), List.of(input), drawn.document());

        panel().judge(withInput, terms(LONG, false));

        JsonNode content = mllm.questions().getFirst().at("/messages/1/content");
        List<String> kinds = new ArrayList<>();
        content.forEach(part -> kinds.add(part.path("type").asText()));
        assertThat(kinds).containsExactly("text", "image_url", "text", "image_url", "text");
        assertThat(content.at("/0/text").asText()).contains("A note").endsWith("of the user's:");
        assertThat(content.at("/2/text").asText()).contains("# Coast");
        assertThat(content.at("/4/text").asText())
                .startsWith("[A picture is missing here: A chart]")
                .contains("The end.");
        var shown = javax.imageio.ImageIO.read(new java.io.ByteArrayInputStream(java.util.Base64.getDecoder()
                .decode(content.at("/3/image_url/url").asText().replaceFirst("^.*,", ""))));
        assertThat(shown.getWidth() * shown.getHeight()).isBetween(700_000, 784_000);
        assertThat((double) shown.getWidth() / shown.getHeight()).isCloseTo(4.0 / 3, within(0.01));
    }

    @Test
    void shouldShowTheTagsAndNotTheThoughtsToTheTextJudge() throws InterruptedException {
        Subject subject = subject();
        Subject thoughtful = new Subject(
                subject.question(), "<think>secret plan</think>" + subject.draft(), List.of(), subject.document());

        panel().judge(thoughtful, terms(LONG, false));

        String shown = llm.questions().getFirst().at("/messages/1/content").asText();
        assertThat(shown).contains("<imgen>{\"source\": \"search\"").doesNotContain("secret plan");
    }

    @Test
    void shouldAskForLinesOnceTheEndpointRefusedASchema() throws InterruptedException {
        llm.withoutSchemas();
        Panel panel = panel();

        panel.judge(subject(), terms(LONG, false));
        Reward again = panel.judge(subject(), terms(LONG, false));

        assertThat(again.llm().source()).isEqualTo(Source.MODEL);
        List<JsonNode> questions = llm.questions();
        assertThat(questions).hasSize(3);
        assertThat(questions).extracting(q -> q.has("response_format")).containsExactly(true, false, false);
        assertThat(questions.get(0).at("/messages/0/content").asText()).contains("JSON object");
        assertThat(questions.get(2).at("/messages/0/content").asText()).contains("Text: <score>");
    }

    @Test
    void shouldTakeScoresByStructure() throws InterruptedException {
        ScriptedJudge structured = judge(new ScriptedJudge("{\"text\":2,\"tag\":3}"));

        Reward reward = panel(structured, mllm).judge(subject(), terms(LONG, false));

        assertThat(reward.llm().scores()).isEqualTo(Map.of("text", 2.0, "tag", 3.0));
    }

    @Test
    void shouldAskAgainWhenTheAnswerIsNoneOfOurs() throws InterruptedException {
        ScriptedJudge liar = judge(new ScriptedJudge("Text: 100\nTag: 100", "I am a teapot.", "Text: 3\nTag: 3"));

        Reward reward = panel(liar, mllm).judge(subject(), terms(LONG, false));

        assertThat(reward.llm().scores()).isEqualTo(Map.of("text", 3.0, "tag", 3.0));
        assertThat(liar.calls()).isEqualTo(3);
    }

    @Test
    void shouldAskAgainAfterThePauseThatABusyEndpointAsksFor() throws InterruptedException {
        llm.fail(new Fault.Status(429, Map.of("Retry-After", "0"), "{}"), new Fault.Status(503, Map.of(), "busy"));

        Reward reward = panel().judge(subject(), terms(LONG, false));

        assertThat(reward.llm().source()).isEqualTo(Source.MODEL);
        assertThat(llm.calls()).isEqualTo(3);
    }

    static List<List<Fault>> outages() {
        return List.of(
                List.of(new Fault.Hang()),
                List.of(new Fault.Drip()),
                List.of(new Fault.Reset(), new Fault.Reset(), new Fault.Reset(), new Fault.Reset()),
                List.of(new Fault.Truncated(), new Fault.Truncated(), new Fault.Truncated()),
                List.of(new Fault.WebPage(), new Fault.WebPage(), new Fault.WebPage()),
                List.of(new Fault.Status(401, Map.of(), "{\"error\":{\"message\":\"bad " + ScriptedJudge.KEY + "\"}}")),
                List.of(new Fault.Status(429, Map.of("Retry-After", "3600"), "{}")),
                List.of(
                        new Fault.Status(500, Map.of(), "{\"error\":{\"message\":\"died " + ScriptedJudge.KEY + "\"}}"),
                        new Fault.Status(500, Map.of(), "{}"),
                        new Fault.Status(500, Map.of(), "{\"error\":{\"message\":\"" + ScriptedJudge.KEY + "\"}}")));
    }

    @ParameterizedTest
    @MethodSource("outages")
    void shouldAbstainAndKeepTheRestWhenTheTextJudgeFails(List<Fault> faults) throws InterruptedException {
        llm.fail(faults.toArray(Fault[]::new));

        Reward reward = panel().judge(subject(), terms(Duration.ofSeconds(2), false));

        assertThat(reward.llm().source()).isEqualTo(Source.ABSTAINED);
        assertThat(reward.llm().scores()).isEmpty();
        assertThat(reward.llm().reason().orElseThrow()).isNotBlank().doesNotContain(ScriptedJudge.KEY);
        assertThat(reward.components().llm()).isEmpty();
        assertThat(reward.components().mllm()).hasValue(0.75);
        assertThat(reward.components().rule()).isEqualTo(1);
        assertThat(reward.reward()).isEmpty();
        assertThat(reward.bounds().low()).isCloseTo(0.2 + 0.3 * 0.75, within(1e-12));
        assertThat(reward.bounds().high()).isCloseTo(0.2 + 0.3 * 0.75 + 0.5, within(1e-12));
    }

    @Test
    void shouldScoreOneForAnOutageWhenTheCallerWantsWhatThePapersReleaseDoes() throws InterruptedException {
        llm.fail(new Fault.Status(401, Map.of(), "{}"));
        mllm.fail(new Fault.Status(401, Map.of(), "{}"));

        Reward reward = panel().judge(subject(), terms(LONG, true));

        assertThat(reward.llm().source()).isEqualTo(Source.OUTAGE);
        assertThat(reward.llm().scores()).isEqualTo(Map.of("text", 1.0, "tag", 1.0));
        assertThat(reward.mllm().source()).isEqualTo(Source.OUTAGE);
        assertThat(reward.reward().orElseThrow()).isCloseTo(0.2, within(1e-12));
    }

    @Test
    void shouldAbstainWhenThePicturesCannotBeRead() throws InterruptedException {
        blobs.broken = true;

        Reward reward = panel().judge(subject(), terms(LONG, false));

        assertThat(reward.mllm().source()).isEqualTo(Source.ABSTAINED);
        assertThat(reward.llm().source()).isEqualTo(Source.MODEL);
    }

    @Test
    void shouldAskNobodyWhatTheRulesSettle() throws InterruptedException {
        Documents many = new Documents().text("Many.");
        for (int i = 0; i < 11; i++) {
            many.picture("search", "A lighthouse", picture);
        }

        Reward crowded = panel().judge(many.subject("q"), terms(LONG, false));
        Reward without = panel().judge(new Documents().text("Words.").subject("q"), terms(LONG, false));
        Reward empty = panel().judge(new Documents().subject("q"), terms(LONG, false));

        assertThat(mllm.calls()).isZero();
        assertThat(crowded.mllm().source()).isEqualTo(Source.RULE);
        assertThat(crowded.components().mllm()).hasValue(0.0);
        assertThat(without.components().mllm()).hasValue(1.0);
        assertThat(without.llm().scores()).isEqualTo(Map.of("text", 5.0, "tag", 5.0));
        assertThat(empty.llm().source()).isEqualTo(Source.RULE);
        assertThat(empty.components().llm().orElseThrow()).isCloseTo(0.3, within(1e-12));
    }

    @Test
    void shouldScoreTheTextOneWhenThereAreOnlyPictures() throws InterruptedException {
        Reward reward = panel().judge(
                        new Documents()
                                .picture("search", "A lighthouse", picture)
                                .subject("q"),
                        terms(LONG, false));

        assertThat(reward.llm().scores()).isEqualTo(Map.of("text", 1.0, "tag", 4.0));
    }

    @Test
    void shouldUseHeuristicsAndSaySoWhenNoJudgeIsConfigured() throws InterruptedException {
        Panel panel = new PanelFactory(Configs.of(), blobs).panel();

        Reward reward = panel.judge(subject(), terms(LONG, false));

        assertThat(reward.llm().source()).isEqualTo(Source.HEURISTIC);
        assertThat(reward.llm().breakdown()).containsKeys("structure", "coverage", "length", "no_introductions");
        assertThat(reward.llm().model()).isEmpty();
        assertThat(reward.mllm().source()).isEqualTo(Source.HEURISTIC);
        assertThat(reward.mllm().breakdown()).containsEntry("sharpness", 1.0);
        assertThat(reward.reward()).isPresent();
    }

    @Test
    void shouldTellHowFarASecondJudgeIsApartWithoutCountingIt() throws InterruptedException {
        ScriptedJudge second = judge(new ScriptedJudge("Text: 1\nTag: 1"));
        Panel panel = panel(
                llm,
                mllm,
                "second-share",
                "1",
                "second-llm.base-url",
                second.base() + "/v1",
                "second-llm.api-key",
                ScriptedJudge.KEY,
                "second-llm.model",
                "sceptic");

        Reward reward = panel.judge(subject(), terms(LONG, false));

        Reward.SecondOpinion opinion = reward.llm().second().orElseThrow();
        assertThat(opinion.model()).isEqualTo("sceptic");
        assertThat(opinion.disagreement()).isCloseTo(reward.components().llm().orElseThrow(), within(1e-12));
        assertThat(reward.llm().scores()).isEqualTo(Map.of("text", 5.0, "tag", 4.0));
    }

    @Test
    void shouldAskNoMoreAtOnceThanConfigured() throws Exception {
        llm.fail(new Fault.Hang());
        Panel panel = panel(llm, mllm, "llm.concurrency", "1", "llm.timeout", "1s");
        List<Future<Reward>> both = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            both.add(threads.submit(() -> panel.judge(subject(), terms(LONG, false))));
            Awaitility.await().until(() -> llm.calls() == 1);
            both.add(threads.submit(() -> panel.judge(subject(), terms(Duration.ofMillis(200), false))));

            assertThat(both.get(1).get().llm().reason())
                    .hasValueSatisfying(why -> assertThat(why).contains("free"));
            assertThat(llm.calls()).isEqualTo(1);
        }
        assertThat(both.getFirst().get().llm().source()).isEqualTo(Source.ABSTAINED);
    }

    @Test
    void shouldLeaveBothJudgesWhenInterrupted() throws Exception {
        llm.fail(new Fault.Hang());
        mllm.fail(new Fault.Hang());
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        Panel panel = panel();
        Thread caller = Thread.ofPlatform().start(() -> {
            try {
                panel.judge(subject(), terms(LONG, false));
            } catch (InterruptedException e) {
                failure.complete(e);
            }
        });
        Awaitility.await().until(() -> llm.calls() == 1 && mllm.calls() == 1);

        caller.interrupt();

        assertThat(failure.get(10, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
        Awaitility.await().until(() -> llm.closedEarly() == 1 && mllm.closedEarly() == 1);
    }

    @Test
    void shouldMarkTheMaterialSoThatItCannotPretendToEnd() {
        Fence fence = Fence.of("request", "document");

        assertThat(Fence.of("request", "document")).isEqualTo(fence);
        assertThat(Fence.of("request", "document " + fence.close("document"))).isNotEqualTo(fence);
        assertThat(Optional.of(fence.mark()))
                .hasValueSatisfying(mark -> assertThat(mark).hasSize(16));
    }
}
