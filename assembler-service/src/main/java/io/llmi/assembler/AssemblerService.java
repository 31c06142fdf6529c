package io.llmi.assembler;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.llmi.assembler.join.JoinLimits;
import io.llmi.assembler.stream.AssemblerTopology;
import io.llmi.toolkit.kafka.KafkaSettings;
import io.llmi.toolkit.lifecycle.Component;
import io.llmi.toolkit.streams.TopologyRunner;

/** Runs the join while the process lives. */
@ApplicationScoped
public class AssemblerService implements Component {
    private static final String APPLICATION_ID = "llmi-assembler";
    private final TopologyRunner runner;

    @Inject
    public AssemblerService(AssemblerConfig config, KafkaSettings kafka) {
        JoinLimits limits = new JoinLimits(
                config.callTimeout(), config.closeReserve(), config.maxEarlyRecords(), config.maxSpareResults());
        this.runner = new TopologyRunner(
                APPLICATION_ID, AssemblerTopology.build(limits, config.retention(), config.checkInterval()), kafka);
    }

    @Override
    public String name() {
        return "assembler";
    }

    @Override
    public Phase phase() {
        return Phase.STREAM;
    }

    @Override
    public void start() {
        runner.start();
    }

    @Override
    public void stop() {
        runner.stop();
    }
}
