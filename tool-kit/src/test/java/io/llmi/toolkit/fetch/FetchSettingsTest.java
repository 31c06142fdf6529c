package io.llmi.toolkit.fetch;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FetchSettingsTest {
    @Test
    void shouldReachOnlyPublicWebServersByDefault() {
        FetchSettings settings = Fetchers.settings(Map.of());

        assertThat(settings.deadline()).isEqualTo(Duration.ofSeconds(20));
        assertThat(settings.maxBytes()).isEqualTo(20 << 20);
        assertThat(settings.userAgent()).isEqualTo("LLM-I-fetcher/0.1");
        assertThat(settings.allowedPorts()).containsExactlyInAnyOrder(80, 443);
        assertThat(settings.allowedNetworks()).isEmpty();
        assertThat(settings.ownAddresses()).isEmpty();
        assertThat(settings.connections()).isEqualTo(16);
        assertThat(settings.connectionsPerHost()).isEqualTo(4);
    }

    @Test
    void shouldTakeEveryKey() {
        FetchSettings settings = Fetchers.settings(Map.of(
                "llmi.fetch.deadline", "3s",
                "llmi.fetch.max-bytes", "4096",
                "llmi.fetch.user-agent", "Gallery/2",
                "llmi.fetch.allowed-ports", "443,8443",
                "llmi.fetch.allowed-networks", "10.1.0.0/16,fd00:1::/32",
                "llmi.fetch.own-addresses", "8.8.8.8",
                "llmi.fetch.connections", "2",
                "llmi.fetch.connections-per-host", "1"));

        assertThat(settings.deadline()).isEqualTo(Duration.ofSeconds(3));
        assertThat(settings.maxBytes()).isEqualTo(4096);
        assertThat(settings.userAgent()).isEqualTo("Gallery/2");
        assertThat(settings.allowedPorts()).containsExactlyInAnyOrder(443, 8443);
        assertThat(settings.allowedNetworks())
                .contains(List.of(Network.parse("10.1.0.0/16"), Network.parse("fd00:1::/32")));
        assertThat(settings.ownAddresses()).contains(List.of(Network.parse("8.8.8.8/32")));
        assertThat(settings.connections()).isEqualTo(2);
        assertThat(settings.connectionsPerHost()).isEqualTo(1);
    }

    @Test
    void shouldNotStartWhenANetworkCannotBeRead() {
        assertThatThrownBy(() -> Fetchers.settings(Map.of("llmi.fetch.allowed-networks", "10.1.2.3/16")))
                .hasStackTraceContaining("llmi.fetch.allowed-networks")
                .hasStackTraceContaining("clear the bits after the prefix");
    }
}
