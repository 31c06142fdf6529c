package io.llmi.parser;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.llmi.toolkit.kafka.KafkaSettings;
import io.llmi.toolkit.lifecycle.Component;
import io.llmi.toolkit.streams.TopologyRunner;
import org.jspecify.annotations.Nullable;

/** Runs the parser's topology. */
@ApplicationScoped
public class ParserService implements Component {
    private static final String APPLICATION_ID = "llmi-parser";
    private final ParserConfig config;
    private final KafkaSettings kafka;
    private @Nullable TopologyRunner runner;

    @Inject
    public ParserService(ParserConfig config, KafkaSettings kafka) {
        this.config = config;
        this.kafka = kafka;
    }

    @Override
    public String name() {
        return "parser";
    }

    @Override
    public Phase phase() {
        return Phase.STREAM;
    }

    @Override
    public synchronized void start() {
        TopologyRunner started = new TopologyRunner(APPLICATION_ID, ParserTopology.build(config.limits()), kafka);
        started.start();
        runner = started;
    }

    @Override
    public synchronized void stop() {
        TopologyRunner started = runner;
        runner = null;
        if (started != null) {
            started.stop();
        }
    }
}
