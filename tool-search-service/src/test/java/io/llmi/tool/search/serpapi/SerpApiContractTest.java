package io.llmi.tool.search.serpapi;

import java.net.URI;
import java.util.Map;

import io.llmi.tool.search.Requests;
import io.llmi.tool.search.licence.LicencePolicy;
import io.llmi.tool.search.web.Listing;
import io.llmi.tool.search.web.SearchApi;
import io.llmi.tool.search.web.SearchContract;
import io.llmi.toolkit.backend.BackendException;
import io.llmi.toolkit.backend.Remedy;
import io.llmi.toolkit.contract.Fault;
import io.llmi.toolkit.tool.ToolReply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class SerpApiContractTest extends SearchContract<SerpApiServer> {
    @Override
    protected SerpApiServer startServer() {
        return new SerpApiServer(SECRET);
    }

    @Override
    protected SearchApi api(URI base) {
        return new SerpApi(endpoint("serpapi", base), SECRET);
    }

    @Test
    void shouldSearchSafelyAndWarnOfUnknownLicences() throws Exception {
        ToolReply.Picture picture = found(request());

        assertThat(server().search().query()).containsEntry("safe", "active");
        assertThat(picture.provenance().license()).isEmpty();
        assertThat(picture.warnings()).singleElement().asString().contains("licence", "unknown");
    }

    @Test
    void shouldTakeTheThumbnailWhenTheOriginalIsMissingAndItIsLargeEnough() throws Exception {
        server().list(
                        Listing.of("a.png", 0, 0).withThumbnail("small.png", 0, 0),
                        Listing.of("b.png", 0, 0).withThumbnail("photo.png", 0, 0));

        assertThat(found(request()).alt()).isEqualTo("About b.png");
    }

    @Test
    void shouldTryAgainWhenASuccessCarriesAnError() {
        server().fail(new Fault.Status(
                200,
                Map.of(),
                "{\"search_metadata\":{\"status\":\"Error\"},\"error\":\"We couldn't get valid results for key="
                        + SECRET + "\"}"));

        BackendException failure = failure(PATIENCE);

        assertThat(failure.remedy()).isInstanceOf(Remedy.TryAgain.class);
        assertThat(failure.reason()).contains("couldn't get valid results");
    }

    @Test
    void shouldLeaveItWhenItsSearchesAreUsedUp() {
        server().fail(new Fault.Status(429, Map.of(), "{\"error\":\"Your account has run out of searches.\"}"));

        assertThat(failure(PATIENCE).remedy()).isEqualTo(new Remedy.TryNext());
    }

    @Test
    void shouldTryAgainWhenTheHourlyThroughputIsReached() {
        server().fail(new Fault.Status(
                429, Map.of(), "{\"error\":\"You are exceeding your throughput limit of 1000 searches per hour.\"}"));

        assertThat(failure(PATIENCE).remedy()).isInstanceOf(Remedy.TryAgain.class);
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
