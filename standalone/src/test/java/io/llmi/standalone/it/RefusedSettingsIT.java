package io.llmi.standalone.it;

import java.nio.file.Files;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What an operator sees who sets what cannot work. */
class RefusedSettingsIT {
    @Test
    void shouldNotStartAndNameBothKeysWhenSettingsContradictEachOther() throws Exception {
        try (ServiceProcess gateway = new ServiceProcess(
                "gateway-service",
                Map.of("LLMI_GATEWAY_WEBHOOK_FIRST_DELAY", "2h", "LLMI_GATEWAY_DEADLINE_MAX_SECONDS", "7200"))) {
            assertThat(gateway.awaitEnd()).isNotZero();

            assertThat(Files.readString(gateway.log()))
                    .contains(
                            "llmi.gateway.webhook.first-delay is 2h and llmi.gateway.webhook.max-delay is 1h: the first"
                                    + " wait would be longer than the longest; lower the first or raise the second")
                    .contains("llmi.gateway.deadline.max-seconds is 7200 and llmi.gateway.log.replay-window is 1h");
        }
    }
}
