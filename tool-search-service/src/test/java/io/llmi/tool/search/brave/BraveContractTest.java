package io.llmi.tool.search.brave;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import io.llmi.tool.search.Requests;
import io.llmi.tool.search.licence.LicencePolicy;
import io.llmi.tool.search.web.SearchApi;
import io.llmi.tool.search.web.SearchContract;
import io.llmi.toolkit.backend.Remedy;
import io.llmi.toolkit.contract.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class BraveContractTest extends SearchContract<BraveServer> {
    @Override
    protected BraveServer startServer() {
        return new BraveServer(SECRET);
    }

    @Override
    protected SearchApi api(URI base) {
        return new BraveSearch(endpoint("brave", base), SECRET);
    }

    private void limited(String remaining, String reset) {
        server().fail(new Fault.Status(
                429,
                Map.of(
                        "X-RateLimit-Limit",
                        "1, 15000",
                        "X-RateLimit-Policy",
                        "1;w=1, 15000;w=2592000",
                        "X-RateLimit-Remaining",
                        remaining,
                        "X-RateLimit-Reset",
                        reset),
                "{\"type\":\"ErrorResponse\",\"error\":{\"code\":\"RATE_LIMITED\",\"detail\":\"slow down\"}}"));
    }

    @Test
    void shouldWaitForTheFirstWindowWhenThatIsUsedUp() {
        limited("0, 12000", "3, 1419704");

        assertThat(failure(PATIENCE).remedy()).isEqualTo(new Remedy.TryAgain(Optional.of(Duration.ofSeconds(3))));
    }

    @Test
    void shouldLeaveItWhenTheMonthIsUsedUp() {
        limited("1, 0", "1, 1419704");

        assertThat(failure(PATIENCE).remedy()).isEqualTo(new Remedy.TryNext());
    }

    @Test
    void shouldShortenTheQueryWhenItIsLongerThanBraveTakes() throws Exception {
        found(Requests.of("seventeen ".repeat(60).strip()));

        assertThat(server().violations()).isEmpty();
        assertThat(server().query()).startsWith("seventeen seventeen");
    }

    @ParameterizedTest
    @CsvSource({"ja,jp", "pt-BR,pt-br", "zh,zh-hans", "de-AT,de"})
    void shouldNameLanguagesAsBraveDoes(String language, String sent) throws Exception {
        found(Requests.full("fox", language));

        assertThat(server().search().query()).containsEntry("search_lang", sent).containsEntry("safesearch", "off");
    }

    @ParameterizedTest
    @EnumSource(
            value = LicencePolicy.class,
            names = {"FREE_TO_REUSE", "PUBLIC_DOMAIN"})
    void shouldNotBeAskedWhenLicencesMatter(LicencePolicy policy) {
        assertThat(failure(Requests.of("fox", policy), PATIENCE).remedy()).isEqualTo(new Remedy.TryNext());
        assertThat(server().received()).isEmpty();
    }
}
