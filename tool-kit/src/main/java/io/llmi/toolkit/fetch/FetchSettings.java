package io.llmi.toolkit.fetch;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import org.hibernate.validator.constraints.time.DurationMin;

/** How pictures are fetched from addresses that others chose; only public ones are reached unless allowed here. */
@ConfigMapping(prefix = "llmi.fetch")
public interface FetchSettings {
    /** How long one fetch may take: names, connections, redirects and the whole body together. */
    @WithDefault("20s")
    @DurationMin(millis = 1)
    Duration deadline();

    /** Bytes of one body, both as sent and unpacked. It is held in memory. */
    @WithDefault("20971520")
    @Min(1024)
    @Max(268_435_456)
    int maxBytes();

    /** Who we say that we are. Many sites want a way to reach the operator in it, such as a URL. */
    @WithDefault("LLM-I-fetcher/0.1")
    @NotBlank
    @Pattern(regexp = "[\\x20-\\x7e]{1,256}", message = "must be printable ASCII")
    String userAgent();

    /** Ports that may be connected to. */
    @WithDefault("80,443")
    @NotEmpty
    Set<@Min(1) @Max(65_535) Integer> allowedPorts();

    /**
     * Networks that may be reached although they are not public, such as that of a picture server of one's own, as
     * {@code 10.1.0.0/16} or {@code fd00:1::/32}, separated by commas. Everything in them can then be read by whoever
     * may name a URL.
     */
    Optional<List<Network>> allowedNetworks();

    /** Our own public addresses or networks: from inside, they may lead past the firewall, and are never reached. */
    Optional<List<Network>> ownAddresses();

    /** Fetches at the same time in this process; more wait, within their deadline. */
    @WithDefault("16")
    @Min(1)
    @Max(512)
    int connections();

    /** Fetches from one host at the same time. */
    @WithDefault("4")
    @Min(1)
    @Max(512)
    int connectionsPerHost();
}
