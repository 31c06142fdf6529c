package io.llmi.toolkit.queue;

import java.time.Clock;
import java.util.concurrent.TimeUnit;

import io.llmi.events.DeadLetter;
import io.llmi.events.EventCodec;
import io.llmi.events.Topics;
import io.llmi.toolkit.kafka.EventPublisher;
import io.llmi.toolkit.queue.ShareQueue.Delivery;
import org.jboss.logging.Logger;

/** Where a queue's worker sends a delivery that it gives up on. Thread-safe. */
public final class DeadLetters {
    private static final Logger LOG = Logger.getLogger(DeadLetters.class);

    private final EventPublisher publisher;
    private final Clock clock;
    private final EventCodec<DeadLetter> codec = EventCodec.of(DeadLetter.class);

    public DeadLetters(EventPublisher publisher, Clock clock) {
        this.publisher = publisher;
        this.clock = clock;
    }

    /**
     * Publishes the delivery with the reason; returns when the broker has it, so that the delivery may be rejected.
     *
     * @throws Exception if the broker does not take it within two minutes; the delivery then has to be released
     */
    public void sendAside(Delivery delivery, String reason) throws Exception {
        DeadLetter letter = DeadLetter.of(
                delivery.topic(),
                delivery.partition(),
                delivery.offset(),
                delivery.key(),
                reason,
                delivery.value(),
                clock.instant());
        publisher
                .publish(
                        Topics.DEAD_LETTERS,
                        delivery.key().orElse(""),
                        letter,
                        codec,
                        delivery.trace().child())
                .get(2, TimeUnit.MINUTES);
        LOG.warnf(
                "record %d of %s-%d went to the dead letters: %s",
                delivery.offset(), delivery.topic(), delivery.partition(), reason);
    }
}
