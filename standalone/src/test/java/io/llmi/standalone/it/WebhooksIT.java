package io.llmi.standalone.it;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmi.events.EventCodec;
import io.llmi.events.JobId;
import io.llmi.events.JobStatus;
import io.llmi.events.Json;
import io.llmi.events.Topics;
import io.llmi.events.TraceParent;
import io.llmi.events.WebhookNotice;
import io.llmi.gateway.webhook.WebhookAddresses;
import io.llmi.gateway.webhook.WebhookConfig;
import io.llmi.gateway.webhook.WebhookDeliveries;
import io.llmi.standalone.broker.TestBroker;
import io.llmi.standalone.it.WebhookReceiver.Received;
import io.llmi.toolkit.fetch.Network;
import io.llmi.toolkit.kafka.KafkaEventPublisher;
import io.llmi.toolkit.kafka.TopicProvisioner;
import io.llmi.toolkit.kafka.TopicTail;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Webhooks over a real broker to a real web server (hardening input 90). */
class WebhooksIT {
    private static final EventCodec<WebhookNotice> CODEC = EventCodec.of(WebhookNotice.class);
    private static final String SECRET = "whsec_bGxtaS13ZWJob29rLXRlc3Qtc2VjcmV0LTMyYnl0ZXM=";

    @TempDir
    static Path directory;

    private static final Optional<List<Network>> LOOPBACK = Optional.of(List.of(Network.parse("127.0.0.0/8")));

    private static TestBroker broker;
    private static KafkaEventPublisher publisher;
    private static WebhookReceiver receiver;
    private static WebhookReceiver slow;
    private static int jobs;

    private WebhookDeliveries gateway;

    @BeforeAll
    static void startBroker() throws Exception {
        broker = TestBroker.start(directory);
        publisher = new KafkaEventPublisher(broker.settings(), "llmi-test");
        new TopicProvisioner(broker.settings()).provision(List.of());
        receiver = new WebhookReceiver("127.0.0.1", 0);
        slow = new WebhookReceiver("127.0.0.2", receiver.port());
    }

    @AfterAll
    static void stopBroker() {
        receiver.close();
        slow.close();
        publisher.stop();
        broker.close();
    }

    @BeforeEach
    void startGateway() {
        gateway = gateway(LOOPBACK);
        gateway.start();
    }

    @AfterEach
    void stopGateway() {
        gateway.stop();
    }

    @Test
    void shouldSendAMessageThatAnIndependentProgramVerifiesWhenAJobEnds() throws Exception {
        JobId job = ended("/plain");

        Received message = received("/plain", 1).getFirst();

        JsonNode body = Json.mapper().readTree(message.body());
        assertThat(body.get("type").asText()).isEqualTo("job.completed");
        assertThat(body.at("/data/id").asText()).isEqualTo(job.value());
        assertThat(body.at("/data/links/document").asText()).isEqualTo("/v1/jobs/" + job + "/document");
        assertThat(message.headers()).containsEntry("content-type", "application/json");
        assertThat(DocumentedExample.verifies(message, SECRET)).isTrue();
        assertThat(DocumentedExample.verifies(message, SECRET.replace("bGxt", "AAAA")))
                .isFalse();
        awaitNothingPending(job);
    }

    @Test
    void shouldTryAgainWithTheSameIdAndBodyWhenTheReceiverFails() {
        JobId job = ended("/flaky");

        awaitNothingPending(job);

        List<Received> attempts = receiver.at("/flaky");
        assertThat(attempts).as("500, 500, 204").hasSize(3);
        assertThat(attempts).extracting(one -> one.headers().get("webhook-id")).containsOnly("msg_" + job);
        assertThat(attempts)
                .extracting(one -> new String(one.body(), StandardCharsets.UTF_8))
                .containsOnly(new String(attempts.getFirst().body(), StandardCharsets.UTF_8));
    }

    @Test
    void shouldGoOnInAnotherGatewayWhenTheFirstOneIsGone() {
        gateway.stop();
        JobId job = ended("/plain-after");

        gateway = gateway(LOOPBACK);
        gateway.start();

        assertThat(received("/plain-after", 1).getFirst().headers()).containsEntry("webhook-id", "msg_" + job);
        awaitNothingPending(job);
    }

    @Test
    void shouldFollowNoRedirectWhenTheReceiverAnswersWithOne() {
        JobId job = ended("/moved");

        awaitNothingPending(job);

        assertThat(receiver.at("/moved")).hasSize(4);
        assertThat(receiver.at("/secret")).isEmpty();
    }

    @Test
    void shouldTryOnlyOnceWhenTheReceiverIsGoneForGood() {
        awaitNothingPending(ended("/gone"));

        assertThat(receiver.at("/gone")).hasSize(1);
    }

    @Test
    void shouldSendNothingWhenTheAddressIsPrivateAtDelivery() {
        gateway.stop();
        gateway = gateway(Optional.empty());
        gateway.start();

        awaitNothingPending(ended("/private"));

        assertThat(receiver.at("/private")).isEmpty();
    }

    @Test
    void shouldDeliverToAFastReceiverWhileASlowOneKeepsItsConnections() {
        for (int i = 0; i < 12; i++) {
            publish(slow.url("/slow"));
        }
        await().until(() -> slow.at("/slow").size() == 4);

        awaitNothingPending(ended("/fast"));

        assertThat(receiver.at("/fast")).hasSize(1);
        assertThat(slow.at("/slow")).hasSize(4);
    }

    @Test
    void shouldNotStartWhenMessagesWouldBeGoneBeforeTheyAreGivenUp() {
        WebhookConfig config = new WebhookSettings(SECRET, receiver.port(), LOOPBACK, Duration.ofDays(1));
        WebhookDeliveries deliveries = new WebhookDeliveries(
                config, new WebhookAddresses(config), Optional.empty(), broker.settings(), publisher);

        assertThatThrownBy(deliveries::start)
                .hasMessageContaining("llmi.gateway.webhook.max-age is 24h and llmi.kafka.retention is 24h");
    }

    private static WebhookDeliveries gateway(Optional<List<Network>> allowed) {
        WebhookConfig config = new WebhookSettings(SECRET, receiver.port(), allowed);
        return new WebhookDeliveries(
                config, new WebhookAddresses(config), Optional.empty(), broker.settings(), publisher);
    }

    private static JobId ended(String path) {
        return publish(receiver.url(path));
    }

    private static synchronized JobId publish(String url) {
        JobId job = new JobId("job_%026d".formatted(++jobs));
        WebhookNotice notice = WebhookNotice.first(job, url, JobStatus.COMPLETED, Instant.now());
        publisher
                .publish(Topics.WEBHOOKS, job.value(), notice, CODEC, TraceParent.start())
                .join();
        return job;
    }

    private static List<Received> received(String path, int atLeast) {
        await(path).atMost(Duration.ofSeconds(30)).until(() -> receiver.at(path).size() >= atLeast);
        return receiver.at(path);
    }

    /** Waits until the topic says that nothing more is to be done for the job. */
    private static void awaitNothingPending(JobId job) {
        await(job.value()).atMost(Duration.ofSeconds(30)).until(() -> !pending().contains(job.value()));
    }

    private static Set<String> pending() {
        Set<String> pending = new HashSet<>();
        TopicTail tail = new TopicTail(Topics.WEBHOOKS, broker.settings(), new TopicTail.From.Beginning(), record -> {
            if (record.value() == null) {
                pending.remove(record.key());
            } else {
                pending.add(record.key());
            }
        });
        tail.start();
        tail.stop();
        return pending;
    }
}
