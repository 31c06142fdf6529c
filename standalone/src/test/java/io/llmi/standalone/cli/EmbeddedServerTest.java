package io.llmi.standalone.cli;

import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class EmbeddedServerTest {
    /** A server that was looked for where it is not ended itself after three minutes as one that never became ready. */
    @ParameterizedTest
    @CsvSource({
        "'', 8080, http://127.0.0.1:8080",
        "0.0.0.0, 9000, http://127.0.0.1:9000",
        "10.1.2.3, 9000, http://10.1.2.3:9000",
        "::, 9000, http://127.0.0.1:9000",
        "::1, 9000, http://[::1]:9000"
    })
    void shouldLookForTheServerWhereItsSettingsPutIt(String host, String port, String url) {
        Map<String, String> settings = Map.of("quarkus.http.host", host, "quarkus.http.port", port);

        assertThat(EmbeddedServer.address(
                        key -> Optional.ofNullable(settings.get(key)).filter(text -> !text.isEmpty())))
                .hasToString(url);
    }
}
