package io.llmi.toolkit.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import io.llmi.toolkit.kafka.KafkaSettings;
import org.jboss.logging.Logger;

/**
 * A number of {@link Slot}s on one share group: the process works on that many records at a time, each as long as it
 * takes, and no record waits behind another one's slot.
 */
public final class SlotPool {
    private static final Logger LOG = Logger.getLogger(SlotPool.class);
    private final String topic;
    private final String group;
    private final List<Slot> slots = new ArrayList<>();
    private final ExecutorService workers;

    /**
     * @param count slots, at least 1
     * @param drain how long {@link #stop()} lets running work finish before it interrupts it
     */
    public SlotPool(
            String topic, String group, int count, Duration drain, KafkaSettings settings, ShareQueue.Handler handler) {
        this.topic = topic;
        this.group = group;
        AtomicInteger number = new AtomicInteger();
        // Platform threads: work may be pure computation, which would keep a virtual thread's carrier from all others.
        this.workers = Executors.newCachedThreadPool(work -> Thread.ofPlatform()
                .name(group + "-work-" + number.incrementAndGet())
                .daemon()
                .unstarted(work));
        for (int i = 0; i < count; i++) {
            slots.add(new Slot(topic, group, group + "-slot-" + i, drain, settings, handler, workers));
        }
    }

    /** Starts taking work. */
    public void start() {
        slots.forEach(Slot::start);
        LOG.infof("%d slots take work from %s as %s", slots.size(), topic, group);
    }

    /** How many slots there are. */
    public int size() {
        return slots.size();
    }

    /** How many slots hold work at this moment. */
    public int busy() {
        return (int) slots.stream().filter(Slot::isBusy).count();
    }

    /** Takes no more work, waits for what runs, and gives back to the queue what did not end in time. */
    public void stop() {
        slots.forEach(Slot::requestStop);
        slots.forEach(Slot::awaitStop);
        workers.shutdownNow();
    }
}
