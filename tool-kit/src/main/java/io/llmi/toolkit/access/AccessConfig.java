package io.llmi.toolkit.access;

import java.net.URI;
import java.util.Optional;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Who may use the API. */
@ConfigMapping(prefix = "llmi.access")
public interface AccessConfig {
    /** Whether callers have to say who they are. */
    @WithDefault("auto")
    Mode mode();

    /**
     * A key with every right that is not made by a command, for the first one and for emergencies: 32 to 256 characters,
     * from a secret store. As soon as it is set, keys are asked for.
     */
    Optional<@Size(min = 32, max = 256) String> adminKey();

    /** Bearer tokens of an identity provider, beside keys. */
    Oidc oidc();

    /** Whether callers have to say who they are. */
    enum Mode {
        /** On a loopback address not before there are keys; on every other address always. */
        AUTO,
        /** Always. */
        REQUIRED,
        /** Never: whoever reaches the address may do everything. */
        OPEN
    }

    /** Bearer tokens of an identity provider, beside keys. */
    interface Oidc {
        /** Where its signing keys are (its {@code jwks_uri}); tokens are accepted only if this is set. */
        Optional<URI> jwksUrl();

        /** The {@code iss} that tokens must have; to be set with the address of the keys. */
        Optional<String> issuer();

        /** The {@code aud} that tokens must name; to be set with the address of the keys. */
        Optional<String> audience();

        /** The claim that names the tenant. */
        @WithDefault("sub")
        @NotBlank
        String tenantClaim();

        /** The claim that lists the scopes, as a list or separated by blanks. */
        @WithDefault("scope")
        @NotBlank
        String scopeClaim();

        /** What our scopes begin with in that claim. */
        @WithDefault("llmi:")
        String scopePrefix();
    }
}
