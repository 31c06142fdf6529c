package io.llmi.standalone.broker;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.llmi.events.Budget;
import io.llmi.events.CallId;
import io.llmi.events.DraftId;
import io.llmi.events.EventCodec;
import io.llmi.events.FailureCode;
import io.llmi.events.JobControl;
import io.llmi.events.JobId;
import io.llmi.events.Json;
import io.llmi.events.ToolCall;
import io.llmi.events.ToolFailure;
import io.llmi.events.ToolRequest;
import io.llmi.events.Topics;
import io.llmi.events.TraceParent;
import io.llmi.toolkit.budget.Purse;
import io.llmi.toolkit.budget.Spendings;
import io.llmi.toolkit.kafka.KafkaEventPublisher;
import io.llmi.toolkit.kafka.TopicProvisioner;
import io.llmi.toolkit.kafka.TopicTail;
import io.llmi.toolkit.queue.ShareQueue.Delivery;
import io.llmi.toolkit.queue.ShareQueue.Disposition;
import io.llmi.toolkit.queue.SlotPool;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The tool kit's Kafka plumbing against a real broker; one broker for all tests, a tool's queue of its own for each. */
class PlumbingIT {
    private static final EventCodec<JobControl> CODEC = EventCodec.of(JobControl.class);

    @TempDir
    static Path directory;

    private static TestBroker broker;
    private static KafkaEventPublisher publisher;

    @BeforeAll
    static void start() {
        broker = TestBroker.start(directory);
        publisher = new KafkaEventPublisher(broker.settings(), "llmi-test");
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void shouldProvisionAgainWithoutHarmWhenTopicsExist() {
        provision("again");
        provision("again");
    }

    @Test
    void shouldLearnTheBrokersDeliveryLimit() {
        assertThat(new TopicProvisioner(broker.settings()).deliveryLimit()).isEqualTo(10);
    }

    @Test
    void shouldDeliverWhatWasQueuedBeforeTheFirstWorkerCame() throws Exception {
        provision("early");
        send("early", 3);
        Set<String> seen = ConcurrentHashMap.newKeySet();

        SlotPool pool = pool("early", 2, delivery -> {
            seen.add(delivery.key().orElseThrow());
            return Disposition.ACCEPT;
        });
        pool.start();
        try {
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(seen).hasSize(3));
        } finally {
            pool.stop();
        }
    }

    @Test
    void shouldKeepAllOtherSlotsWorkingWhenOneCallIsSlow() throws Exception {
        provision("slow");
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger fast = new AtomicInteger();
        SlotPool pool = pool("slow", 3, delivery -> {
            if (delivery.key().orElseThrow().equals("job-0")) {
                release.await();
            } else {
                fast.incrementAndGet();
            }
            return Disposition.ACCEPT;
        });
        pool.start();
        try {
            send("slow", 40);
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(fast).hasValue(39));
            assertThat(pool.busy()).isEqualTo(1);
        } finally {
            release.countDown();
            pool.stop();
        }
    }

    /** With several partitions each of few slots would read only some, and records wait for a busy one beside idle ones. */
    @Test
    void shouldWorkOnAsManyLongCallsAsThereAreSlots() throws Exception {
        provision("long-ones");
        CountDownLatch release = new CountDownLatch(1);
        Set<String> begun = ConcurrentHashMap.newKeySet();
        SlotPool pool = pool("long-ones", 4, delivery -> {
            begun.add(delivery.key().orElseThrow());
            release.await();
            return Disposition.ACCEPT;
        });
        pool.start();
        try {
            for (int i = 0; i < 4; i++) {
                publish("long-ones", "job-" + i);
                int expected = i + 1;
                await().atMost(Duration.ofSeconds(20))
                        .untilAsserted(() -> assertThat(begun).hasSize(expected));
            }
        } finally {
            release.countDown();
            pool.stop();
        }
    }

    @Test
    void shouldDeliverAgainWithAHigherCountWhenAHandlerFails() throws Exception {
        provision("flaky");
        List<Integer> counts = new java.util.concurrent.CopyOnWriteArrayList<>();
        SlotPool pool = pool("flaky", 1, delivery -> {
            counts.add(delivery.deliveryCount());
            if (delivery.deliveryCount() < 3) {
                throw new IllegalStateException("not yet");
            }
            return Disposition.ACCEPT;
        });
        pool.start();
        try {
            send("flaky", 1);
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(counts).containsExactly(1, 2, 3));
        } finally {
            pool.stop();
        }
    }

    @Test
    void shouldGiveWorkBackWhenThePoolStopsInTheMiddleOfACall() throws Exception {
        provision("drain");
        CountDownLatch begun = new CountDownLatch(1);
        SlotPool first = pool("drain", 1, delivery -> {
            begun.countDown();
            new CountDownLatch(1).await();
            return Disposition.ACCEPT;
        });
        first.start();
        send("drain", 1);
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
        first.stop();

        ConcurrentLinkedQueue<Delivery> again = new ConcurrentLinkedQueue<>();
        SlotPool second = pool("drain", 1, delivery -> {
            again.add(delivery);
            return Disposition.ACCEPT;
        });
        second.start();
        try {
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(again).hasSize(1));
            assertThat(again.element().deliveryCount()).isEqualTo(2);
        } finally {
            second.stop();
        }
    }

    @Test
    void shouldHoldARecordForLongerThanItsLockWhenTheCallTakesLonger() throws Exception {
        provision("long");
        AtomicInteger deliveries = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(1);
        // Longer than the broker's lock of 30 s, with a second slot idle that would take the record.
        SlotPool pool = pool("long", 2, delivery -> {
            deliveries.incrementAndGet();
            new CountDownLatch(1).await(33, TimeUnit.SECONDS);
            done.countDown();
            return Disposition.ACCEPT;
        });
        pool.start();
        try {
            send("long", 1);
            assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(deliveries).hasValue(1);
        } finally {
            pool.stop();
        }
    }

    @Test
    void shouldSeeEverythingOrOnlyWhatIsNewWhenATailStarts() throws Exception {
        provision("tail");
        send("tail", 5);
        Instant between = Instant.now().plusSeconds(5);
        Set<String> all = ConcurrentHashMap.newKeySet();
        Set<String> recent = ConcurrentHashMap.newKeySet();
        TopicTail fromBeginning = new TopicTail(
                Topics.toolRequests("tail"), broker.settings(), new TopicTail.From.Beginning(), r -> all.add(r.key()));
        TopicTail fromMoment = new TopicTail(
                Topics.toolRequests("tail"),
                broker.settings(),
                new TopicTail.From.Moment(between),
                r -> recent.add(r.key()));
        fromBeginning.start();
        fromMoment.start();
        try {
            assertThat(all).hasSize(5);
            assertThat(recent).isEmpty();
            publish("tail", "late");
            await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
                assertThat(all).hasSize(6);
                assertThat(recent).containsExactly("late");
            });
        } finally {
            fromBeginning.stop();
            fromMoment.stop();
        }
    }

    @Test
    void shouldContinueTheLogWhenABrokerIsStartedOnTheSameDirectory(@TempDir Path kept) throws Exception {
        int port = FreePort.find();
        int controllerPort = FreePort.find();
        EmbeddedBroker before = new EmbeddedBroker(kept, port, controllerPort);
        before.start();
        KafkaEventPublisher sender = new KafkaEventPublisher(settingsFor(before), "llmi-test");
        new TopicProvisioner(settingsFor(before)).provision(List.of("kept"));
        sender.publish(Topics.toolRequests("kept"), "k", cancel(), CODEC, TraceParent.start())
                .get(20, TimeUnit.SECONDS);
        before.stop();

        EmbeddedBroker after = new EmbeddedBroker(kept, port, controllerPort);
        after.start();
        try {
            Set<String> keys = ConcurrentHashMap.newKeySet();
            TopicTail tail = new TopicTail(
                    Topics.toolRequests("kept"),
                    settingsFor(after),
                    new TopicTail.From.Beginning(),
                    r -> keys.add(r.key()));
            tail.start();
            tail.stop();
            assertThat(keys).containsExactly("k");
        } finally {
            after.stop();
        }
    }

    private static io.llmi.toolkit.kafka.KafkaSettings settingsFor(EmbeddedBroker target) {
        return TestBroker.settings(target.bootstrapServers());
    }

    private static void provision(String tool) {
        new TopicProvisioner(broker.settings()).provision(List.of(tool));
    }

    private static SlotPool pool(String tool, int slots, io.llmi.toolkit.queue.ShareQueue.Handler handler) {
        return new SlotPool(
                Topics.toolRequests(tool),
                Topics.toolGroup(tool),
                slots,
                Duration.ofMillis(200),
                broker.settings(),
                handler);
    }

    @Test
    void shouldKeepABudgetAmongWorkersOfSeveralProcesses() throws Exception {
        provision("paid");
        Spendings one = new Spendings(broker.settings(), publisher);
        Spendings other = new Spendings(broker.settings(), publisher);
        one.start();
        other.start();
        BigDecimal price = new BigDecimal("0.04");
        Queue<Purse.Payment> payments = new ConcurrentLinkedQueue<>();
        Queue<ToolFailure> refusals = new ConcurrentLinkedQueue<>();
        Spendings late = new Spendings(broker.settings(), publisher);
        try (ExecutorService workers = Executors.newFixedThreadPool(8)) {
            for (int call = 0; call < 24; call++) {
                Purse purse = (call % 2 == 0 ? one : other).of(paidRequest(call), TraceParent.start());
                workers.submit(() -> {
                    switch (purse.pay("painter", price, Duration.ofSeconds(30))) {
                        case Purse.Answer.Paid paid -> payments.add(paid.payment());
                        case Purse.Answer.Refused refused -> refusals.add(refused.failure());
                    }
                    return true;
                });
            }
            workers.shutdown();
            assertThat(workers.awaitTermination(60, TimeUnit.SECONDS)).isTrue();

            assertThat(payments).hasSize(5);
            assertThat(refusals).hasSize(19).extracting(ToolFailure::code).containsOnly(FailureCode.BUDGET_EXHAUSTED);

            payments.element().refund();
            late.start();
            Purse purse = late.of(paidRequest(30), TraceParent.start());
            assertThat(purse.pay("painter", price, Duration.ofSeconds(30))).isInstanceOf(Purse.Answer.Paid.class);
            assertThat(purse.pay("painter", price, Duration.ofSeconds(30))).isInstanceOf(Purse.Answer.Refused.class);
        } finally {
            one.stop();
            other.stop();
            late.stop();
        }
    }

    private static ToolRequest paidRequest(int slot) {
        JobId job = JobId.derived("t", "budget");
        return new ToolRequest(
                new CallId(new DraftId(job, 0), slot),
                new ToolCall("paid", "a picture", Json.mapper().createObjectNode()),
                "fp",
                List.of(),
                Optional.empty(),
                Instant.now(),
                Instant.now().plusSeconds(60),
                Optional.of(new Budget(job, new BigDecimal("0.2"))));
    }

    private static void send(String tool, int count) throws Exception {
        for (int i = 0; i < count; i++) {
            publish(tool, "job-" + i);
        }
    }

    private static void publish(String tool, String key) throws Exception {
        publisher
                .publish(Topics.toolRequests(tool), key, cancel(), CODEC, TraceParent.start())
                .get(20, TimeUnit.SECONDS);
    }

    private static JobControl cancel() {
        return new JobControl.Cancel(JobId.derived("t", "k"), Instant.now(), "test");
    }
}
