package io.llmi.toolkit.access;

import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.llmi.events.Quota;
import org.jboss.logging.Logger;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.HttpsJwks;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.HttpsJwksVerificationKeyResolver;

/** JSON web tokens (RFC 7519) signed with a key of the identity provider's published set (RFC 7517). */
final class OidcTokens implements Tokens {
    private static final Logger LOG = Logger.getLogger(OidcTokens.class);

    /** Nothing that could be mistaken for one of the system's own tenants, whose names have a colon. */
    private static final Pattern TENANT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@|/-]{0,127}");

    private static final int CLOCK_SKEW_SECONDS = 30;

    private final AccessConfig.Oidc config;
    private final JwtConsumer consumer;

    private OidcTokens(AccessConfig.Oidc config, URI keys, String issuer, String audience) {
        this.config = config;
        this.consumer = new JwtConsumerBuilder()
                .setRequireExpirationTime()
                .setAllowedClockSkewInSeconds(CLOCK_SKEW_SECONDS)
                .setExpectedIssuer(issuer)
                .setExpectedAudience(audience)
                .setVerificationKeyResolver(new HttpsJwksVerificationKeyResolver(new HttpsJwks(keys.toString())))
                // By name: a token that asks for a shared secret, or for no signature at all, is none.
                .setJwsAlgorithmConstraints(
                        AlgorithmConstraints.ConstraintType.PERMIT,
                        AlgorithmIdentifiers.RSA_USING_SHA256,
                        AlgorithmIdentifiers.RSA_USING_SHA384,
                        AlgorithmIdentifiers.RSA_USING_SHA512,
                        AlgorithmIdentifiers.RSA_PSS_USING_SHA256,
                        AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256,
                        AlgorithmIdentifiers.ECDSA_USING_P384_CURVE_AND_SHA384)
                .build();
    }

    /**
     * As configured; takes no tokens where no address of keys is.
     *
     * @throws IllegalArgumentException if issuer or audience are missing: any token of the provider would do
     */
    static Tokens of(AccessConfig.Oidc config) {
        if (config.jwksUrl().isEmpty()) {
            return Tokens.NONE;
        }
        if (config.issuer().isEmpty() || config.audience().isEmpty()) {
            throw new IllegalArgumentException(
                    "llmi.access.oidc.jwks-url is set; llmi.access.oidc.issuer and llmi.access.oidc.audience must be set"
                            + " too, or tokens that are meant for others would be accepted");
        }
        return new OidcTokens(
                config,
                config.jwksUrl().get(),
                config.issuer().get(),
                config.audience().get());
    }

    @Override
    public Optional<Caller> verify(String token) {
        try {
            return caller(consumer.processToClaims(token));
        } catch (InvalidJwtException e) {
            // The codes say why; the message would repeat the token.
            LOG.debugf(
                    "a bearer token was refused: %s",
                    e.getErrorDetails().stream()
                            .map(error -> error.getErrorCode())
                            .toList());
            return Optional.empty();
        }
    }

    private Optional<Caller> caller(JwtClaims claims) {
        String tenant = claims.getClaimValueAsString(config.tenantClaim());
        if (tenant == null || !TENANT.matcher(tenant).matches()) {
            LOG.debugf("a bearer token was refused: its claim %s names no tenant", config.tenantClaim());
            return Optional.empty();
        }
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        scopes(claims.getClaimValue(config.scopeClaim()))
                .filter(scope -> scope.startsWith(config.scopePrefix()))
                .map(scope -> scope.substring(config.scopePrefix().length()))
                .flatMap(scope -> Scope.of(scope).stream())
                .forEach(scopes::add);
        return Optional.of(new Caller(tenant, "token of " + tenant, scopes, Quota.NONE));
    }

    private static Stream<String> scopes(Object claim) {
        return switch (claim) {
            case String text -> Stream.of(text.split(" "));
            case List<?> list -> list.stream().map(String::valueOf);
            case null, default -> Stream.empty();
        };
    }
}
