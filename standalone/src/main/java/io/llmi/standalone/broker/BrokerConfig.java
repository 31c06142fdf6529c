package io.llmi.standalone.broker;

import java.nio.file.Path;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The broker that the standalone process carries. */
@ConfigMapping(prefix = "llmi.broker")
public interface BrokerConfig {
    /** Whether to run one; off where {@code llmi.kafka.bootstrap-servers} names another. */
    @WithDefault("true")
    boolean embedded();

    /** Port for clients, on loopback. */
    @WithDefault("9092")
    @Min(1)
    @Max(65535)
    int port();

    /** Port of the controller, on loopback. */
    @WithDefault("9093")
    @Min(1)
    @Max(65535)
    int controllerPort();

    /** Where the log is kept; a directory that holds one is continued. */
    @WithDefault("data/kafka")
    Path directory();
}
