package io.llmi.bench;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;

import io.llmi.toolkit.kafka.KafkaSettings;
import io.llmi.toolkit.queue.ShareQueue.Disposition;
import io.llmi.toolkit.queue.SlotPool;
import io.smallrye.config.SmallRyeConfigBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * One worker process of the slots benchmark: takes calls, which say how many milliseconds they last, and prints when
 * each began and ended, in milliseconds of the machine's clock. Ends when its standard input does.
 */
@Command(name = "slots-worker", hidden = true)
public class SlotsWorkerCommand implements Callable<Integer> {
    static final String GROUP = "llmi-bench-slots";
    static final String TOPIC = "llmi.bench.slots";

    @Option(names = "--bootstrap", required = true)
    String bootstrap;

    @Option(names = "--slots", required = true)
    int slots;

    @Override
    public Integer call() throws Exception {
        SlotPool pool = new SlotPool(TOPIC, GROUP, slots, Duration.ZERO, settings(bootstrap), delivery -> {
            long begin = System.currentTimeMillis();
            Thread.sleep(Long.parseLong(new String(delivery.value(), StandardCharsets.US_ASCII)));
            System.out.println(begin + " " + System.currentTimeMillis());
            return Disposition.ACCEPT;
        });
        pool.start();
        System.in.transferTo(OutputStream.nullOutputStream());
        pool.stop();
        return 0;
    }

    /** The settings of every service with their defaults. */
    static KafkaSettings settings(String bootstrap) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(KafkaSettings.class)
                .withDefaultValues(Map.of("llmi.kafka.bootstrap-servers", bootstrap))
                .build()
                .getConfigMapping(KafkaSettings.class);
    }
}
