package io.llmi.gateway.quota;

import java.util.Optional;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much is taken on. Limits of a tenant hold for every key that has none of its own. */
@ConfigMapping(prefix = "llmi.gateway.quota")
public interface QuotaConfig {
    /** Jobs of a tenant that have not ended; unlimited if not set. */
    Optional<@Min(0) Integer> concurrentJobs();

    /** Submissions of a tenant within a minute; unlimited if not set. */
    Optional<@Min(0) Integer> jobsPerMinute();

    /** Pictures of a tenant that become ready within a day in UTC; unlimited if not set. */
    Optional<@Min(0) Integer> imagesPerDay();

    /** Event streams that a tenant has open on one gateway; not asked where the API is open to everybody. */
    @WithDefault("1000")
    @Min(1)
    @Max(1_000_000)
    int streams();

    /** Jobs of all tenants that wait to be begun; more are refused until there are fewer. */
    @WithDefault("1000")
    @Min(1)
    @Max(10_000_000)
    int queuedJobs();
}
