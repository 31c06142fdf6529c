package io.llmi.tool.search;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.llmi.tool.search.licence.LicencePolicy;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SearchConfigTest {
    @Test
    void shouldWorkWithoutAnySetting() {
        SearchConfig config = Configs.search(Map.of());

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
        SearchConfig config = Configs.search(Map.ofEntries(
                Map.entry("llmi.search.backends", "openverse,local-library"),
                Map.entry("llmi.search.licence", "free-to-reuse"),
                Map.entry("llmi.search.safe-search", "false"),
                Map.entry("llmi.search.language", "pt-BR"),
                Map.entry("llmi.search.contact", "ops@example.org"),
                Map.entry("llmi.search.min-side", "300"),
                Map.entry("llmi.search.max-side", "4000"),
                Map.entry("llmi.search.candidates", "10"),
                Map.entry("llmi.search.parallel-downloads", "2"),
                Map.entry("llmi.search.answer-timeout", "3s"),
                Map.entry("llmi.search.pictures-timeout", "5s"),
                Map.entry("llmi.search.library", "/pictures"),
                Map.entry("llmi.search.max-pixels", "100000"),
                Map.entry("llmi.search.serpapi.key", "a"),
                Map.entry("llmi.search.serpapi.url", "https://b"),
                Map.entry("llmi.search.google.key", "c"),
                Map.entry("llmi.search.google.engine-id", "d"),
                Map.entry("llmi.search.google.url", "https://e"),
                Map.entry("llmi.search.brave.key", "f"),
                Map.entry("llmi.search.brave.url", "https://g"),
                Map.entry("llmi.search.searxng.url", "https://h"),
                Map.entry("llmi.search.searxng.engines", "i,j"),
                Map.entry("llmi.search.openverse.url", "https://k"),
                Map.entry("llmi.search.wikimedia-commons.url", "https://l")));

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
