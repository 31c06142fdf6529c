package io.llmi.toolkit.fetch;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SafeSenderTest {
    private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);

    @Test
    void shouldConnectToNothingWhenANameLeadsToAPrivateAddress() throws Exception {
        try (RawServer server = RawServer.start((head, out) -> out.write(RawServer.ok("text/plain", "")));
                SafeSender sender = sender(server, List.of(), Duration.ofSeconds(10))) {
            assertThatExceptionOfType(BlockedUrlException.class)
                    .isThrownBy(() -> sender.post(url(server), Map.of(), BODY));
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void shouldReturnTheRedirectWhenTheServerAnswersWithOne() throws Exception {
        try (RawServer server = RawServer.start((head, out) -> out.write(RawServer.redirect(307, "/other")));
                SafeSender sender = sender(server, List.of(Network.parse("127.0.0.0/8")), Duration.ofSeconds(10))) {
            assertThat(sender.post(url(server), Map.of("webhook-id", "msg_1"), BODY)
                            .status())
                    .isEqualTo(307);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void shouldGiveUpWhenTheServerDoesNotAnswerInTime() throws Exception {
        try (RawServer server = RawServer.start((head, out) -> Thread.sleep(Duration.ofMinutes(1)));
                SafeSender sender = sender(server, List.of(Network.parse("127.0.0.0/8")), Duration.ofMillis(300))) {
            assertThatExceptionOfType(FetchException.TimedOut.class)
                    .isThrownBy(() -> sender.post(url(server), Map.of(), BODY));
        }
    }

    private static String url(RawServer server) {
        return "http://hooks.example:" + server.port() + "/hook";
    }

    private static SafeSender sender(RawServer server, List<Network> allowed, Duration timeout) {
        AddressRules addresses = new AddressRules(allowed, List.of());
        return new SafeSender(
                new UrlRules(Set.of(server.port()), addresses),
                addresses,
                Fetchers.Names.of("hooks.example", "127.0.0.1"),
                "test",
                timeout,
                4,
                4);
    }
}
