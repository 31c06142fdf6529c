package io.llmi.standalone.broker;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.llmi.toolkit.lifecycle.Component;

/** Starts the embedded broker before everything else and stops it last. */
@ApplicationScoped
public class BrokerComponent implements Component {
    private final BrokerConfig config;
    private Optional<EmbeddedBroker> broker = Optional.empty();

    @Inject
    public BrokerComponent(BrokerConfig config) {
        this.config = config;
    }

    @Override
    public String name() {
        return "embedded broker";
    }

    @Override
    public Phase phase() {
        return Phase.BROKER;
    }

    @Override
    public synchronized void start() {
        if (config.embedded()) {
            EmbeddedBroker embedded = new EmbeddedBroker(config.directory(), config.port(), config.controllerPort());
            embedded.start();
            broker = Optional.of(embedded);
        }
    }

    @Override
    public synchronized void stop() {
        broker.ifPresent(EmbeddedBroker::stop);
        broker = Optional.empty();
    }
}
