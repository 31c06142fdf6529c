package io.llmi.gateway.webhook;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SignerTest {
    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String OTHER = "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    /** Computed with Python's hmac module. */
    private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    @Test
    void shouldSignIdTimestampAndBodyWhenThereIsOneSecret() {
        assertThat(new Signer(List.of(SECRET)).sign(ID, 1_614_265_330, BODY)).isEqualTo(SIGNATURE);
    }

    @Test
    void shouldSignOnceForEachSecretWhenOneReplacesAnother() {
        String[] signatures =
                new Signer(List.of(OTHER, SECRET)).sign(ID, 1_614_265_330, BODY).split(" ");

        assertThat(signatures).hasSize(2).endsWith(SIGNATURE).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hunter2hunter2hunter2hunter2hunter2", "whsec_", "whsec_c2hvcnQ=", "whsec_hunter2!!"})
    void shouldRefuseASecretWithoutShowingItWhenItIsNotOfTheStandardsForm(String secret) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Signer(List.of(secret)))
                .withMessageContaining("llmi.gateway.webhook.secrets")
                .withMessageNotContaining("hunter2")
                .withNoCause();
    }
}
