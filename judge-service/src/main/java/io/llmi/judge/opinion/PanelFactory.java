package io.llmi.judge.opinion;

import java.awt.image.BufferedImage;
import java.net.URI;
import java.util.Optional;

import io.llmi.events.BlobRef;
import io.llmi.judge.JudgeConfig;
import io.llmi.judge.endpoint.EndpointSettings;
import io.llmi.judge.endpoint.JudgeEndpoint;
import io.llmi.judge.heuristic.PictureHeuristic;
import io.llmi.judge.heuristic.TextHeuristic;
import io.llmi.judge.reward.PictureScores;
import io.llmi.judge.reward.Scores;
import io.llmi.judge.reward.TextScores;
import io.llmi.judge.rubric.PromptLibrary;
import io.llmi.judge.rubric.Rubric;
import io.llmi.judge.subject.Subject;
import io.llmi.toolkit.blob.BlobStore;
import io.llmi.toolkit.image.ImageInspector;
import io.llmi.toolkit.image.VisionPictures;
import org.jboss.logging.Logger;

/** Makes the panel from the settings. */
public final class PanelFactory {
    private static final Logger LOG = Logger.getLogger(PanelFactory.class);
    private static final long MAX_DECODED_PIXELS = 100_000_000;

    private final JudgeConfig config;
    private final BlobStore blobs;
    private final PromptLibrary prompts;

    public PanelFactory(JudgeConfig config, BlobStore blobs) {
        this.config = config;
        this.blobs = blobs;
        this.prompts = new PromptLibrary(config.prompts());
    }

    /** @throws IllegalArgumentException with what to check, if an endpoint or a prompt is configured that is none */
    public Panel panel() {
        View text = new TextView();
        View pictures = new PictureView(blobs, new VisionPictures(config.imagePixels()));
        return new Panel(
                new Seat<>(
                        new Seat.Rules<>(
                                PanelFactory::settled,
                                (scores, subject) -> scores.ruled(subject.hasText(), subject.hasTags()),
                                TextHeuristic::of,
                                TextScores.OUTAGE),
                        judge("LLM judge", config.llm(), Rubric.TEXT, text),
                        judge("second LLM judge", config.secondLlm(), Rubric.TEXT, text),
                        config.secondShare()),
                new Seat<>(
                        new Seat.Rules<>(
                                PanelFactory::settledPictures,
                                (scores, subject) -> scores,
                                subject -> PictureHeuristic.of(subject, this::decode),
                                PictureScores.OUTAGE),
                        judge("MLLM judge", config.mllm(), Rubric.PICTURES, pictures),
                        judge("second MLLM judge", config.secondMllm(), Rubric.PICTURES, pictures),
                        config.secondShare()));
    }

    /** @throws IllegalArgumentException as {@link #panel()} */
    public CriterionJudge criteria() {
        JudgeConfig.Endpoint endpoint = config.mllm();
        return new CriterionJudge(
                endpoint("criterion judge", endpoint),
                prompts.find(Rubric.CRITERION, config.criterionPrompt()),
                new PictureView(blobs, new VisionPictures(config.imagePixels())));
    }

    private <S extends Scores> Optional<ModelJudge<S>> judge(
            String name, JudgeConfig.Endpoint endpoint, Rubric<S> rubric, View view) {
        return endpoint(name, endpoint)
                .map(model -> new ModelJudge<>(model, rubric, prompts.find(rubric, endpoint.prompt()), view));
    }

    private static Optional<JudgeEndpoint> endpoint(String name, JudgeConfig.Endpoint endpoint) {
        return endpoint.baseUrl().filter(url -> !url.isBlank()).map(url -> {
            EndpointSettings settings = new EndpointSettings(
                    name,
                    URI.create(url.strip().replaceAll("/+$", "")),
                    endpoint.apiKey().map(String::strip).filter(key -> !key.isEmpty()),
                    endpoint.model().filter(model -> !model.isBlank()),
                    endpoint.temperature(),
                    endpoint.maxTokens(),
                    endpoint.timeout(),
                    endpoint.attempts(),
                    endpoint.retryDelay(),
                    endpoint.maxRetryAfter(),
                    endpoint.concurrency(),
                    endpoint.structured());
            LOG.infof("%s at %s", name, settings.baseUrl());
            return new JudgeEndpoint(settings);
        });
    }

    private static Optional<Seat.Settled<TextScores>> settled(Subject subject) {
        return subject.hasText() || subject.hasTags()
                ? Optional.empty()
                : Optional.of(
                        new Seat.Settled<>(new TextScores(Scores.WORST, Scores.BEST), "There is no text and no tag."));
    }

    private static Optional<Seat.Settled<PictureScores>> settledPictures(Subject subject) {
        int made = subject.made();
        return PictureScores.ruled(made)
                .map(scores -> new Seat.Settled<>(
                        scores,
                        made == 0
                                ? "There are no pictures: their number is judged by the rule alone."
                                : "There are %d pictures; more than %d score 1."
                                        .formatted(made, PictureScores.MOST_PICTURES)));
    }

    private Optional<BufferedImage> decode(BlobRef ref) {
        Optional<byte[]> bytes = blobs.get(ref.sha256());
        try {
            return bytes.isEmpty()
                    ? Optional.empty()
                    : Optional.of(ImageInspector.inspect(bytes.get(), MAX_DECODED_PIXELS)
                            .pixels());
        } catch (ImageInspector.NotAnImageException e) {
            LOG.warnf("picture %s is not judged: %s", ref.sha256(), e.getMessage());
            return Optional.empty();
        }
    }
}
