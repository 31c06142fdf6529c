package io.llmi.tool.search;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;

import io.llmi.tool.search.licence.LicencePolicy;
import io.llmi.toolkit.settings.AtMost;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import org.hibernate.validator.constraints.time.DurationMin;

/** Settings of the search tool. */
@AtMost(key = "min-side", bound = "max-side", because = "no picture from the web would have the right size")
@ConfigMapping(prefix = "llmi.search")
public interface SearchConfig {
    /**
     * Who is asked, in this order, until a picture is found: serpapi, google, brave, searxng, openverse,
     * wikimedia-commons, local-library.
     */
    @WithDefault("local-library")
    @NotEmpty
    List<String> backends();

    /**
     * Which pictures may be used: any; free-to-reuse (anyone may share, change and sell them); public-domain. A tag can
     * only tighten it. Backends that cannot tell are not asked under the last two.
     */
    @WithDefault("any")
    LicencePolicy licence();

    /** Whether services are asked to leave out what is not for everybody. Wikimedia Commons has no such filter. */
    @WithDefault("true")
    boolean safeSearch();

    /** The language of queries and results, such as en or pt-BR, for services that take a hint. */
    Optional<@Pattern(regexp = "[a-z]{2,3}(-[A-Za-z0-9]{2,8})?") String> language();

    /**
     * A mail address or web page of whoever runs this, sent to the services in the User-Agent. Needed for
     * wikimedia-commons, which blocks those who do not say; its pictures are fetched with llmi.fetch.user-agent.
     */
    Optional<String> contact();

    /** Fewest pixels that each side of a picture from the web has to have. */
    @WithDefault("400")
    @Min(1)
    int minSide();

    /** Most pixels that a side of a picture from the web may have. */
    @WithDefault("5120")
    @Min(1)
    int maxSide();

    /** Results of one search whose pictures are tried, at most. */
    @WithDefault("20")
    @Min(1)
    @Max(100)
    int candidates();

    /** Pictures of one search that are downloaded at a time. */
    @WithDefault("4")
    @Min(1)
    @Max(20)
    int parallelDownloads();

    /** How long a service may take to answer before the next backend is asked. */
    @WithDefault("10s")
    @DurationMin(millis = 1)
    Duration answerTimeout();

    /** How long one download may take: a slow host delays the choice among the others by so much. */
    @WithDefault("8s")
    @DurationMin(millis = 1)
    Duration pictureTimeout();

    /** How long all downloads of one search may take together; the best picture that has come by then is taken. */
    @WithDefault("20s")
    @DurationMin(millis = 1)
    Duration picturesTimeout();

    /**
     * A folder of your own pictures, with or without an index.json; without this setting the small shipped library is
     * searched.
     */
    Optional<String> library();

    /** Largest picture in pixels (width times height) that is taken from a library. */
    @WithDefault("40000000")
    @Min(65536)
    long maxPixels();

    /** Google's image search through SerpAPI. */
    Serpapi serpapi();

    /** Google's Custom Search JSON API, which ends in January 2027. */
    Google google();

    /** Brave's image search. */
    Brave brave();

    /** A SearXNG instance of your own. */
    Searxng searxng();

    /** Openverse, without an account. */
    Openverse openverse();

    /** Wikimedia Commons. */
    WikimediaCommons wikimediaCommons();

    /** Google's image search through SerpAPI. */
    interface Serpapi {
        /** The API key of serpapi.com. */
        Optional<String> key();

        /** Where the API is. */
        @WithDefault("https://serpapi.com")
        String url();
    }

    /** Google's Custom Search JSON API. */
    interface Google {
        /** The API key of the Google Cloud project. */
        Optional<String> key();

        /** The id of the programmable search engine (cx), with image search turned on. */
        Optional<String> engineId();

        /** Where the API is. */
        @WithDefault("https://customsearch.googleapis.com")
        String url();
    }

    /** Brave's image search. */
    interface Brave {
        /** The subscription token. */
        Optional<String> key();

        /** Where the API is. */
        @WithDefault("https://api.search.brave.com")
        String url();
    }

    /** A SearXNG instance. */
    interface Searxng {
        /**
         * Where the instance is; its settings have to list json under search.formats. If it hands pictures on itself,
         * llmi.fetch.allowed-networks and llmi.fetch.allowed-ports have to admit it.
         */
        Optional<String> url();

        /** Its engines that are asked, separated by commas; without this all of its image engines. */
        Optional<String> engines();
    }

    /** Openverse. */
    interface Openverse {
        /** Where the API is. */
        @WithDefault("https://api.openverse.org")
        String url();
    }

    /** Wikimedia Commons. */
    interface WikimediaCommons {
        /** Where the wiki is. */
        @WithDefault("https://commons.wikimedia.org")
        String url();
    }
}
