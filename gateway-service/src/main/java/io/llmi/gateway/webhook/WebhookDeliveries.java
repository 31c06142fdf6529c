package io.llmi.gateway.webhook;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.llmi.events.EventCodec;
import io.llmi.events.Topics;
import io.llmi.events.TraceParent;
import io.llmi.events.WebhookNotice;
import io.llmi.gateway.openai.OpenAiConfig;
import io.llmi.toolkit.fetch.Resolver;
import io.llmi.toolkit.fetch.SafeSender;
import io.llmi.toolkit.kafka.EventPublisher;
import io.llmi.toolkit.kafka.KafkaSettings;
import io.llmi.toolkit.lifecycle.Component;
import io.llmi.toolkit.settings.Bound;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Delivers the notices of the partitions that this gateway has. What is still to be done is in Kafka only: a notice
 * is there until its tombstone, which is written after the delivery, so another gateway goes on where this one died,
 * and may deliver once more what was delivered a moment before.
 */
@ApplicationScoped
public class WebhookDeliveries implements Component {
    private static final Logger LOG = Logger.getLogger(WebhookDeliveries.class);
    private static final EventCodec<WebhookNotice> CODEC = EventCodec.of(WebhookNotice.class);
    private static final Duration ACKNOWLEDGE = Duration.ofSeconds(10);
    private static final String USER_AGENT = "LLM-I-webhook/0.1";

    private final WebhookConfig config;
    private final WebhookAddresses addresses;
    private final KafkaSettings kafka;
    private final EventPublisher publisher;
    private final String base;
    private final RetryPlan plan;
    private final Clock clock = Clock.systemUTC();
    private @Nullable Running running;

    private record Running(
            SafeSender http, WebhookSender sender, ExecutorService attempts, NoticeLoop loop, PendingNotices pending) {}

    @Inject
    WebhookDeliveries(
            WebhookConfig config,
            WebhookAddresses addresses,
            OpenAiConfig links,
            KafkaSettings kafka,
            EventPublisher publisher) {
        this(config, addresses, links.publicUrl(), kafka, publisher);
    }

    /** @param publicUrl where clients reach the gateway, for the links of messages */
    public WebhookDeliveries(
            WebhookConfig config,
            WebhookAddresses addresses,
            Optional<URI> publicUrl,
            KafkaSettings kafka,
            EventPublisher publisher) {
        this.config = config;
        this.addresses = addresses;
        this.kafka = kafka;
        this.publisher = publisher;
        this.base = publicUrl.map(url -> url.toString().replaceFirst("/+$", "")).orElse("");
        this.plan = RetryPlan.of(config);
    }

    @Override
    public String name() {
        return "webhooks";
    }

    @Override
    public Phase phase() {
        return Phase.WORK;
    }

    @Override
    public synchronized void start() {
        Optional<List<String>> secrets = config.secrets();
        if (secrets.isEmpty()) {
            LOG.info("webhooks are off: llmi.gateway.webhook.secrets is not set");
            return;
        }
        Bound.require(
                new Bound.Setting("llmi.gateway.webhook.max-age", config.maxAge()),
                new Bound.Setting("llmi.kafka.retention", kafka.retention()),
                true,
                "messages would be gone from Kafka before they are given up");
        Signer signer = new Signer(secrets.get());
        SafeSender http = new SafeSender(
                addresses.urls(),
                addresses.addresses(),
                Resolver.system(),
                USER_AGENT,
                config.timeout(),
                config.connections(),
                config.connectionsPerHost());
        PendingNotices pending = new PendingNotices(config.connections(), config.connectionsPerHost());
        ExecutorService attempts = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("webhook-", 0).factory());
        WebhookSender sender = new WebhookSender(http, signer, base, clock);
        NoticeLoop loop = new NoticeLoop(
                kafka, pending, clock, notice -> attempts.execute(() -> attempt(notice, sender, pending)));
        running = new Running(http, sender, attempts, loop, pending);
        loop.start();
    }

    @Override
    public synchronized void stop() {
        Running was = running;
        running = null;
        if (was != null) {
            was.loop().stop();
            was.attempts().shutdownNow();
            was.http().close();
        }
    }

    private void attempt(WebhookNotice notice, WebhookSender sender, PendingNotices pending) {
        Optional<WebhookNotice> next = Optional.of(notice);
        try {
            Instant now = clock.instant();
            next = switch (sender.send(notice)) {
                case Attempt.Delivered delivered -> {
                    LOG.infof("%s: webhook delivered, attempt %d", notice.id(), notice.attempts() + 1);
                    yield Optional.empty();
                }
                case Attempt.Refused refused -> {
                    LOG.warnf("%s: webhook given up: %s", notice.id(), refused.reason());
                    yield Optional.empty();
                }
                case Attempt.Failed failed -> {
                    Optional<WebhookNotice> again =
                            plan.next(notice, now, failed.retryAfter(), ThreadLocalRandom.current());
                    LOG.infof(
                            "%s: webhook attempt %d failed, %s: %s",
                            notice.id(),
                            notice.attempts() + 1,
                            again.map(later -> "next at " + later.nextAttemptAt())
                                    .orElse("given up"),
                            failed.reason());
                    yield again;
                }
            };
            if (next.isPresent() && !pending.knows(notice.id())) {
                // To write it now would bring back the notice of a deleted job.
                return;
            }
            record(notice, next);
        } catch (InterruptedException e) {
            // The process stops; Kafka has the notice as it was, for the next gateway.
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            LOG.errorf(e, "%s: what became of a webhook could not be recorded; it is tried again", notice.id());
            next = Optional.of(new WebhookNotice(
                    notice.id(),
                    notice.url(),
                    notice.status(),
                    notice.endedAt(),
                    notice.attempts(),
                    clock.instant().plus(config.firstDelay())));
        } finally {
            pending.settle(notice.id(), next);
        }
    }

    private void record(WebhookNotice notice, Optional<WebhookNotice> next)
            throws InterruptedException, ExecutionException, TimeoutException {
        String key = notice.id().value();
        CompletableFuture<Void> acknowledged = next.isPresent()
                ? publisher.publish(Topics.WEBHOOKS, key, next.get(), CODEC, TraceParent.start())
                : publisher.tombstone(Topics.WEBHOOKS, key, TraceParent.start());
        acknowledged.get(ACKNOWLEDGE.toMillis(), TimeUnit.MILLISECONDS);
    }
}
