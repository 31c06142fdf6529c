package io.llmi.tool.search;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.llmi.tool.search.picture.PictureIntake;
import io.llmi.tool.search.picture.UnusablePictureException;
import io.llmi.tool.search.web.TestIntake;
import io.llmi.toolkit.backend.Backend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SearchBackendsTest {
    private static final String SECRET = "sk-start-secret-0123456789";
    private static final PictureIntake NO_WEB = TestIntake.of((address, deadline) -> {
        throw new UnusablePictureException(UnusablePictureException.Reason.BLOCKED, "no web in this test");
    });

    private static List<Backend<SearchRequest>> backends(Map<String, String> settings) {
        return new SearchBackends(Settings.search(settings), NO_WEB).configured();
    }

    private static Map<String, String> complete() {
        return new HashMap<>(Map.of(
                "llmi.search.backends",
                "serpapi,google,brave,searxng,openverse,wikimedia-commons,local-library",
                "llmi.search.serpapi.key",
                SECRET,
                "llmi.search.google.key",
                SECRET,
                "llmi.search.google.engine-id",
                "engine",
                "llmi.search.brave.key",
                SECRET,
                "llmi.search.searxng.url",
                "http://searx.internal:8080/",
                "llmi.search.contact",
                "ops@example.org"));
    }

    @Test
    void shouldKeepTheConfiguredOrderAndNoSecretInAnyIdentity() {
        List<Backend<SearchRequest>> backends = backends(complete());

        assertThat(backends)
                .extracting(Backend::name)
                .containsExactly(
                        "serpapi", "google", "brave", "searxng", "openverse", "wikimedia-commons", "local-library");
        assertThat(backends)
                .extracting(Backend::identity)
                .doesNotHaveDuplicates()
                .noneMatch(it -> it.contains(SECRET));
    }

    @ParameterizedTest
    @CsvSource({
        "serpapi,llmi.search.serpapi.key",
        "google,llmi.search.google.key",
        "google,llmi.search.google.engine-id",
        "brave,llmi.search.brave.key",
        "searxng,llmi.search.searxng.url",
        "wikimedia-commons,llmi.search.contact"
    })
    void shouldNotStartAndNameTheSettingWhenABackendLacksIt(String backend, String setting) {
        Map<String, String> settings = complete();
        settings.put("llmi.search.backends", backend);
        settings.remove(setting);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> backends(settings))
                .withMessageContaining(setting)
                .withMessageContaining(backend)
                .withMessageNotContaining(SECRET);
    }

    @Test
    void shouldNotAskForKeysOfBackendsThatAreNotUsed() {
        assertThat(backends(Map.of("llmi.search.backends", "openverse"))).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "llmi.search.backends,bing,bing",
        "llmi.search.backends,'openverse,openverse',twice",
        "llmi.search.searxng.url,ftp://searx.internal,llmi.search.searxng.url",
        "llmi.search.searxng.url,http://user:pass@searx.internal,llmi.search.searxng.url",
        "llmi.search.brave.key,sk-start-secret-0123456789ß,llmi.search.brave.key",
        "llmi.search.contact,Jürgen,llmi.search.contact"
    })
    void shouldNotStartAndNameTheSettingWhenItCannotWork(String setting, String value, String named) {
        Map<String, String> settings = complete();
        settings.put(setting, value);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> backends(settings))
                .withMessageContaining(named)
                .withMessageNotContaining(SECRET)
                .withMessageNotContaining("pass");
    }
}
