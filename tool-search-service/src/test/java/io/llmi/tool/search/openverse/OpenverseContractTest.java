package io.llmi.tool.search.openverse;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

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

import static org.assertj.core.api.Assertions.assertThat;

class OpenverseContractTest extends SearchContract<OpenverseServer> {
    @Override
    protected OpenverseServer startServer() {
        return new OpenverseServer();
    }

    @Override
    protected SearchApi api(URI base) {
        return new Openverse(endpoint("openverse", base));
    }

    /** It knows no languages. */
    @Override
    @Test
    protected void shouldPassOnTheLanguageAndThatEverythingMayBeShown() throws Exception {
        found(Requests.full("red fox", "de"));

        assertThat(server().search().query()).containsEntry("mature", "true");
        assertThat(server().violations()).isEmpty();
    }

    @Test
    void shouldCarryLicenceAndCreditLine() throws Exception {
        ToolReply.Picture picture = found(request());

        assertThat(picture.provenance().license()).contains("CC BY-SA 2.0");
        assertThat(picture.provenance().attribution())
                .contains("\"About photo.png\" by Jane Doe is licensed under CC BY-SA 2.0.");
        assertThat(picture.provenance().params().path("license_url").asText())
                .isEqualTo("https://creativecommons.org/licenses/by-sa/2.0/");
        assertThat(picture.warnings()).isEmpty();
        assertThat(server().search().query()).containsEntry("mature", "false").doesNotContainKey("license");
    }

    @Test
    void shouldWarnWhenTheLicenceRestrictsItsUse() throws Exception {
        server().list(Listing.of("photo.png", 640, 480).withLicence("by-nc"));

        assertThat(found(request()).warnings()).singleElement().asString().contains("CC BY-NC 2.0", "restricts");
    }

    @Test
    void shouldFilterAndStillCheckEachResultWhenLicencesMatter() throws Exception {
        server().list(
                        Listing.of("photo.png", 640, 480).withLicence("by-nc"),
                        Listing.of("other.png", 500, 700).withLicence("by"));

        ToolReply.Picture picture = found(Requests.of("fox", LicencePolicy.FREE_TO_REUSE));

        assertThat(server().search().query()).containsEntry("license", "by,by-sa,cc0,pdm");
        assertThat(picture.alt()).isEqualTo("About other.png");
        assertThat(server().downloads()).doesNotContain("photo.png");
    }

    @Test
    void shouldSayThatTheLicencesWereWrongWhenNoneFits() {
        BackendException failure = failure(Requests.of("fox", LicencePolicy.PUBLIC_DOMAIN), PATIENCE);

        assertThat(server().search().query()).containsEntry("license", "cc0,pdm");
        assertThat(failure.reason()).contains("1 had a licence that the policy \"public-domain\" does not accept");
    }

    @Test
    void shouldReadThePauseFromTheTextWhenNoHeaderNamesIt() {
        server().fail(new Fault.Status(
                429,
                Map.of("X-RateLimit-Available-anon_burst", "0"),
                "{\"detail\":\"Request was throttled. Expected available in 42 seconds.\"}"));

        assertThat(failure(PATIENCE).remedy()).isEqualTo(new Remedy.TryAgain(Optional.of(Duration.ofSeconds(42))));
    }

    @Test
    void shouldQuoteWhatWasWrongWhenTheRequestIsNotAccepted() {
        server().fail(new Fault.Status(400, Map.of(), "{\"detail\":{\"q\":[\"This field may not be blank.\"]}}"));

        BackendException failure = failure(PATIENCE);

        assertThat(failure.remedy()).isEqualTo(new Remedy.TryNext());
        assertThat(failure.reason()).contains("may not be blank");
    }

    @Test
    void shouldShortenTheQueryWhenItIsLongerThanOpenverseTakes() throws Exception {
        found(Requests.of("lighthouse ".repeat(30).strip()));

        assertThat(server().violations()).isEmpty();
    }
}
