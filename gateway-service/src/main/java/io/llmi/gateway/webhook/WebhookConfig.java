package io.llmi.gateway.webhook;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;

import io.llmi.toolkit.fetch.Network;
import io.llmi.toolkit.settings.AtMost;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import org.hibernate.validator.constraints.time.DurationMin;

/** How clients are told that a job ended; only public addresses are reached unless allowed here. */
@AtMost(key = "first-delay", bound = "max-delay", because = "the first wait would be longer than the longest")
@ConfigMapping(prefix = "llmi.gateway.webhook")
public interface WebhookConfig {
    /**
     * What messages are signed with, each {@code whsec_} and 24 to 64 bytes in base64. Several, separated by commas,
     * while one is replaced by another: a message then carries a signature by each. Without any, submissions with a
     * {@code webhook_url} are refused.
     */
    Optional<List<String>> secrets();

    /** Ports that may be connected to. */
    @WithDefault("80,443")
    @NotEmpty
    Set<@Min(1) @Max(65_535) Integer> allowedPorts();

    /**
     * Networks that may be reached although they are not public, as {@code 10.1.0.0/16} or {@code fd00:1::/32},
     * separated by commas. Whoever may submit a job can then send messages into them.
     */
    Optional<List<Network>> allowedNetworks();

    /** Our own public addresses or networks: from inside, they may lead past the firewall, and are never reached. */
    Optional<List<Network>> ownAddresses();

    /** How long a receiver may take to answer. */
    @WithDefault("15s")
    @DurationMin(millis = 1)
    Duration timeout();

    /** Messages under way at the same time in this process. */
    @WithDefault("64")
    @Min(1)
    @Max(1024)
    int connections();

    /** Messages under way to one host, so that a slow one does not take all connections. */
    @WithDefault("4")
    @Min(1)
    @Max(1024)
    int connectionsPerHost();

    /** The wait after the first failed attempt; doubled after each further one, and varied by a fifth. */
    @WithDefault("5s")
    @DurationMin(millis = 1)
    Duration firstDelay();

    /** The longest wait between two attempts. */
    @WithDefault("1h")
    @DurationMin(millis = 1)
    Duration maxDelay();

    /** Attempts after which a message is given up. */
    @WithDefault("20")
    @Min(1)
    @Max(1000)
    int maxAttempts();

    /** How long after the job's end a message is given up; must be shorter than {@code llmi.kafka.retention}. */
    @WithDefault("24h")
    @DurationMin(millis = 1)
    Duration maxAge();
}
