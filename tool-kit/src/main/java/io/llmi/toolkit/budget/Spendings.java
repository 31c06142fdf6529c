package io.llmi.toolkit.budget;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.llmi.events.Budget;
import io.llmi.events.CallId;
import io.llmi.events.EventCodec;
import io.llmi.events.FailureCode;
import io.llmi.events.MalformedEventException;
import io.llmi.events.Spending;
import io.llmi.events.ToolFailure;
import io.llmi.events.ToolRequest;
import io.llmi.events.Topics;
import io.llmi.events.TraceParent;
import io.llmi.toolkit.kafka.EventPublisher;
import io.llmi.toolkit.kafka.KafkaSettings;
import io.llmi.toolkit.kafka.TopicTail;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * Budgets that hold among all workers of all tools: whoever wants to have a picture made asks on the spending topic, reads
 * its own question there behind all earlier ones, and adds up. Thread-safe.
 */
@ApplicationScoped
public class Spendings implements Purses {
    private static final Logger LOG = Logger.getLogger(Spendings.class);
    private static final EventCodec<Spending> EVENTS = EventCodec.of(Spending.class);
    private static final Duration MAX_PATIENCE = Duration.ofSeconds(10);

    private final EventPublisher publisher;
    private final Clock clock;
    private final TopicTail tail;
    /** Touched by the tail's thread only. */
    private final Accounts accounts = new Accounts();

    private final Map<String, CompletableFuture<Verdict>> questions = new ConcurrentHashMap<>();

    @Inject
    public Spendings(KafkaSettings kafka, EventPublisher publisher) {
        this.publisher = publisher;
        this.clock = Clock.systemUTC();
        this.tail = new TopicTail(
                Topics.SPENDING,
                kafka,
                new TopicTail.From.Moment(clock.instant().minus(Accounts.MEMORY)),
                this::read);
    }

    /** Returns when everything that was spent before is known. */
    public void start() {
        tail.start();
    }

    public void stop() {
        tail.stop();
    }

    @Override
    public Purse of(ToolRequest request, TraceParent trace) {
        return request.budget()
                .<Purse>map(budget ->
                        (backend, price, patience) -> pay(budget, request.call(), backend, price, patience, trace))
                .orElse(Purse.UNLIMITED);
    }

    private Purse.Answer pay(
            Budget budget, CallId call, String backend, BigDecimal price, Duration patience, TraceParent trace)
            throws InterruptedException {
        String purchase = UUID.randomUUID().toString();
        Purse.Payment payment = () -> giveBack(budget, purchase, trace);
        CompletableFuture<Verdict> verdict = new CompletableFuture<>();
        questions.put(purchase, verdict);
        boolean answered = false;
        try {
            publish(
                    new Spending.Asked(
                            budget.account(), purchase, clock.instant(), call, backend, price, budget.maxCostUsd()),
                    trace,
                    verdict);
            Duration wait = patience.compareTo(MAX_PATIENCE) < 0 ? patience : MAX_PATIENCE;
            Purse.Answer answer = switch (verdict.get(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                case Verdict.Granted granted -> new Purse.Answer.Paid(payment);
                case Verdict.Refused refused -> refused(budget, refused, backend, price);
            };
            answered = true;
            return answer;
        } catch (ExecutionException | TimeoutException e) {
            LOG.warnf("call %s: it is not known in time what its job has spent: %s", call, e);
            return new Purse.Answer.Refused(new ToolFailure(
                    FailureCode.UNAVAILABLE,
                    "It could not be found out in time whether the job's budget covers this picture."));
        } finally {
            questions.remove(purchase);
            if (!answered) {
                payment.refund();
            }
        }
    }

    private static Purse.Answer refused(Budget budget, Verdict.Refused refused, String backend, BigDecimal price) {
        return new Purse.Answer.Refused(new ToolFailure(
                FailureCode.BUDGET_EXHAUSTED,
                ("A picture by %s costs $%s, and of the job's budget of $%s, $%s are spent or promised to pictures under"
                                + " way (only pictures are counted). Submit the job with a higher max_cost to have it made.")
                        .formatted(backend, plain(price), plain(budget.maxCostUsd()), plain(refused.spentUsd()))));
    }

    private static String plain(BigDecimal amount) {
        return amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
    }

    private void giveBack(Budget budget, String purchase, TraceParent trace) {
        publish(
                new Spending.Returned(budget.account(), purchase, clock.instant()),
                trace,
                new CompletableFuture<Verdict>());
    }

    private void publish(Spending event, TraceParent trace, CompletableFuture<Verdict> waiting) {
        publisher
                .publish(Topics.SPENDING, event.account().value(), event, EVENTS, trace)
                .whenComplete((done, failure) -> {
                    if (failure != null) {
                        LOG.warnf("job %s: a record of its spending was lost: %s", event.account(), failure);
                        waiting.completeExceptionally(failure);
                    }
                });
    }

    private void read(ConsumerRecord<String, byte[]> record) {
        try {
            Spending event = EVENTS.decode(record.value());
            accounts.take(event).ifPresent(verdict -> {
                CompletableFuture<Verdict> question = questions.get(event.purchase());
                if (question != null) {
                    question.complete(verdict);
                }
            });
        } catch (MalformedEventException e) {
            LOG.warnf("ignored record %d of %s: %s", record.offset(), record.topic(), e.getMessage());
        }
    }
}
