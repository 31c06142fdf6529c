package io.llmi.tool.search.google;

import java.net.URI;
import java.util.Map;

import io.llmi.tool.search.Requests;
import io.llmi.tool.search.licence.LicencePolicy;
import io.llmi.tool.search.web.Listing;
import io.llmi.tool.search.web.SearchApi;
import io.llmi.tool.search.web.SearchContract;
import io.llmi.toolkit.backend.Remedy;
import io.llmi.toolkit.contract.Fault;
import io.llmi.toolkit.tool.ToolReply;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class GoogleContractTest extends SearchContract<GoogleServer> {
    @Override
    protected GoogleServer startServer() {
        return new GoogleServer(SECRET);
    }

    @Override
    protected SearchApi api(URI base) {
        return new GoogleSearch(endpoint("google", base), SECRET, GoogleServer.ENGINE);
    }

    private void answer(int status, String reason, String message) {
        server().fail(new Fault.Status(
                status,
                Map.of(),
                "{\"error\":{\"code\":%d,\"message\":\"%s\",\"errors\":[{\"reason\":\"%s\",\"domain\":\"usageLimits\"}]}}"
                        .formatted(status, message, reason)));
    }

    @Test
    void shouldNameGooglesFilterWhenItVouchesForTheLicence() throws Exception {
        ToolReply.Picture picture = found(Requests.of("fox", LicencePolicy.FREE_TO_REUSE));

        assertThat(server().search().query())
                .containsEntry(
                        "rights", "(cc_publicdomain|cc_attribute|cc_sharealike).-(cc_noncommercial|cc_nonderived)");
        assertThat(picture.provenance().license()).contains("Free to reuse, by Google's rights filter");
        assertThat(picture.warnings()).isEmpty();
    }

    @Test
    void shouldAskForThePublicDomainOnlyWhenThatIsThePolicy() throws Exception {
        ToolReply.Picture picture = found(Requests.of("fox", LicencePolicy.PUBLIC_DOMAIN));

        assertThat(server().search().query()).containsEntry("rights", "cc_publicdomain");
        assertThat(picture.provenance().license()).contains("Public domain, by Google's rights filter");
    }

    @Test
    void shouldAskForNoThumbnailWhenItIsKnownToBeTooSmall() {
        server().list(Listing.of("gone.png", 800, 600).withThumbnail("small.png", 120, 90));

        failure(PATIENCE);

        assertThat(server().downloads()).containsExactly("gone.png");
    }

    @Test
    void shouldLeaveItWhenTheDaysQuotaIsUsedUp() {
        answer(
                429,
                "rateLimitExceeded",
                "Quota exceeded for quota metric 'Queries' and limit 'Queries per day' of service");

        assertThat(failure(PATIENCE).remedy()).isEqualTo(new Remedy.TryNext());
    }

    @Test
    void shouldTryAgainWhenTheMinutesRateIsReached() {
        answer(403, "userRateLimitExceeded", "User Rate Limit Exceeded");

        assertThat(failure(PATIENCE).remedy()).isInstanceOf(Remedy.TryAgain.class);
    }

    @Test
    void shouldNameTheSettingWhenTheKeyIsNotValid() {
        answer(400, "badRequest", "API key not valid. Please pass a valid API key.");

        assertThat(failure(PATIENCE).reason()).contains("llmi.search.google.key");
    }
}
