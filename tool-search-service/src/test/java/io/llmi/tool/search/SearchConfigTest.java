package io.llmi.tool.search;

import java.time.Duration;
import java.util.List;

import io.llmi.tool.search.licence.LicencePolicy;
import io.llmi.toolkit.contract.TestConfig;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SearchConfigTest {
    @Test
    void shouldWorkWithoutAnySetting() {
        SearchConfig config = TestConfig.of(SearchConfig.class);

        assertThat(config.backends()).containsExactly("local-library");
        assertThat(config.licence()).isEqualTo(LicencePolicy.ANY);
        assertThat(config.safeSearch()).isTrue();
        assertThat(config.language()).isEmpty();
        assertThat(config.contact()).isEmpty();
        assertThat(config.minSide()).isEqualTo(400);
        assertThat(config.maxSide()).isEqualTo(5120);
        assertThat(config.candidates()).isEqualTo(20);
        assertThat(config.parallelDownloads()).isEqualTo(4);
        assertThat(config.answerTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.pictureTimeout()).isEqualTo(Duration.ofSeconds(8));
        assertThat(config.picturesTimeout()).isEqualTo(Duration.ofSeconds(20));
        assertThat(config.library()).isEmpty();
        assertThat(config.maxPixels()).isEqualTo(40_000_000);
        assertThat(config.serpapi().key()).isEmpty();
        assertThat(config.serpapi().url()).isEqualTo("https://serpapi.com");
        assertThat(config.google().key()).isEmpty();
        assertThat(config.google().engineId()).isEmpty();
        assertThat(config.google().url()).isEqualTo("https://customsearch.googleapis.com");
        assertThat(config.brave().key()).isEmpty();
        assertThat(config.brave().url()).isEqualTo("https://api.search.brave.com");
        assertThat(config.searxng().url()).isEmpty();
        assertThat(config.searxng().engines()).isEmpty();
        assertThat(config.openverse().url()).isEqualTo("https://api.openverse.org");
        assertThat(config.wikimediaCommons().url()).isEqualTo("https://commons.wikimedia.org");
    }

    @Test
    void shouldReadEverySetting() {
        SearchConfig config = TestConfig.of(
                SearchConfig.class,
                "llmi.search.backends",
                "openverse,local-library",
                "llmi.search.licence",
                "free-to-reuse",
                "llmi.search.safe-search",
                "false",
                "llmi.search.language",
                "pt-BR",
                "llmi.search.contact",
                "ops@example.org",
                "llmi.search.min-side",
                "300",
                "llmi.search.max-side",
                "4000",
                "llmi.search.candidates",
                "10",
                "llmi.search.parallel-downloads",
                "2",
                "llmi.search.answer-timeout",
                "3s",
                "llmi.search.picture-timeout",
                "4s",
                "llmi.search.pictures-timeout",
                "5s",
                "llmi.search.library",
                "/pictures",
                "llmi.search.max-pixels",
                "100000",
                "llmi.search.serpapi.key",
                "a",
                "llmi.search.serpapi.url",
                "https://b",
                "llmi.search.google.key",
                "c",
                "llmi.search.google.engine-id",
                "d",
                "llmi.search.google.url",
                "https://e",
                "llmi.search.brave.key",
                "f",
                "llmi.search.brave.url",
                "https://g",
                "llmi.search.searxng.url",
                "https://h",
                "llmi.search.searxng.engines",
                "i,j",
                "llmi.search.openverse.url",
                "https://k",
                "llmi.search.wikimedia-commons.url",
                "https://l");

        assertThat(config.backends()).isEqualTo(List.of("openverse", "local-library"));
        assertThat(config.licence()).isEqualTo(LicencePolicy.FREE_TO_REUSE);
        assertThat(config.safeSearch()).isFalse();
        assertThat(config.language()).contains("pt-BR");
        assertThat(config.contact()).contains("ops@example.org");
        assertThat(config.minSide()).isEqualTo(300);
        assertThat(config.maxSide()).isEqualTo(4000);
        assertThat(config.candidates()).isEqualTo(10);
        assertThat(config.parallelDownloads()).isEqualTo(2);
        assertThat(config.answerTimeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(config.pictureTimeout()).isEqualTo(Duration.ofSeconds(4));
        assertThat(config.picturesTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.library()).contains("/pictures");
        assertThat(config.maxPixels()).isEqualTo(100_000);
        assertThat(config.serpapi().key()).contains("a");
        assertThat(config.serpapi().url()).isEqualTo("https://b");
        assertThat(config.google().key()).contains("c");
        assertThat(config.google().engineId()).contains("d");
        assertThat(config.google().url()).isEqualTo("https://e");
        assertThat(config.brave().key()).contains("f");
        assertThat(config.brave().url()).isEqualTo("https://g");
        assertThat(config.searxng().url()).contains("https://h");
        assertThat(config.searxng().engines()).contains("i,j");
        assertThat(config.openverse().url()).isEqualTo("https://k");
        assertThat(config.wikimediaCommons().url()).isEqualTo("https://l");
    }
}
