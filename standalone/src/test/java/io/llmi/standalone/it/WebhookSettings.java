package io.llmi.standalone.it;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.llmi.gateway.webhook.WebhookConfig;
import io.llmi.toolkit.fetch.Network;

/** Settings for receivers on this machine, with short waits. */
record WebhookSettings(String secret, int port, Optional<List<Network>> allowedNetworks, Duration maxAge)
        implements WebhookConfig {
    WebhookSettings(String secret, int port, Optional<List<Network>> allowedNetworks) {
        this(secret, port, allowedNetworks, Duration.ofMinutes(10));
    }

    @Override
    public Optional<List<String>> secrets() {
        return Optional.of(List.of(secret));
    }

    @Override
    public Set<Integer> allowedPorts() {
        return Set.of(port);
    }

    @Override
    public Optional<List<Network>> ownAddresses() {
        return Optional.empty();
    }

    @Override
    public Duration timeout() {
        return Duration.ofSeconds(20);
    }

    @Override
    public int connections() {
        return 64;
    }

    @Override
    public int connectionsPerHost() {
        return 4;
    }

    @Override
    public Duration firstDelay() {
        return Duration.ofMillis(200);
    }

    @Override
    public Duration maxDelay() {
        return Duration.ofSeconds(10);
    }

    @Override
    public int maxAttempts() {
        return 4;
    }
}
