package io.llmi.toolkit.access;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import com.sun.net.httpserver.HttpServer;
import io.llmi.events.Quota;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OidcTokensTest {
    private static final String ISSUER = "https://issuer.test";

    private static HttpServer provider;
    private static RsaJsonWebKey signing;
    private static RsaJsonWebKey foreign;
    private static Tokens tokens;

    @BeforeAll
    static void start() throws Exception {
        signing = RsaJwkGenerator.generateJwk(2048);
        signing.setKeyId("one");
        foreign = RsaJwkGenerator.generateJwk(2048);
        foreign.setKeyId("one");
        byte[] keys = TestAccess.utf8(new JsonWebKeySet(signing).toJson());
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        provider.createContext("/jwks", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, keys.length);
            exchange.getResponseBody().write(keys);
            exchange.close();
        });
        provider.start();
        URI url = URI.create("http://127.0.0.1:" + provider.getAddress().getPort() + "/jwks");
        tokens = OidcTokens.of(TestAccess.oidc(Optional.of(url), Optional.of(ISSUER), Optional.of("llmi")));
    }

    @AfterAll
    static void stop() {
        provider.stop(0);
    }

    @Test
    void shouldReadTenantAndScopesOfASignedToken() throws Exception {
        Caller caller = new Caller("acme", "token of acme", Set.of(Scope.SUBMIT, Scope.READ), Quota.NONE);

        assertThat(tokens.verify(token(claims -> {}))).contains(caller);
        assertThat(tokens.verify(token(
                        claims -> claims.setStringListClaim("scope", List.of("llmi:read", "llmi:submit", "admin")))))
                .contains(caller);
        assertThat(tokens.verify(token(claims -> claims.unsetClaim("scope")))
                        .orElseThrow()
                        .scopes())
                .isEmpty();
    }

    @Test
    void shouldTakeNoTokenThatIsOldOrMeantForOthersOrOfAnUnusableTenant() throws Exception {
        List<Consumer<JwtClaims>> wrong = List.of(
                claims -> claims.setExpirationTimeMinutesInTheFuture(-5),
                claims -> claims.unsetClaim("exp"),
                claims -> claims.setNotBeforeMinutesInThePast(-10),
                claims -> claims.setIssuer("https://other.test"),
                claims -> claims.setAudience("other"),
                claims -> claims.unsetClaim("aud"),
                claims -> claims.unsetClaim("org"),
                claims -> claims.setStringClaim("org", "internal:job"),
                claims -> claims.setStringClaim("org", ""));
        for (Consumer<JwtClaims> change : wrong) {
            assertThat(tokens.verify(token(change))).isEmpty();
        }
    }

    @Test
    void shouldTakeNoTokenThatIsNotSignedByTheProvider() throws Exception {
        String good = token(claims -> {});
        assertThat(tokens.verify(sign(claims(), foreign))).isEmpty();
        assertThat(tokens.verify(good.substring(0, good.length() - 4) + "AAAA")).isEmpty();
        assertThat(tokens.verify("not.a.token")).isEmpty();
        assertThat(tokens.verify("")).isEmpty();

        JsonWebSignature unsigned = new JsonWebSignature();
        unsigned.setPayload(claims().toJson());
        unsigned.setAlgorithmConstraints(org.jose4j.jwa.AlgorithmConstraints.NO_CONSTRAINTS);
        unsigned.setAlgorithmHeaderValue(AlgorithmIdentifiers.NONE);
        assertThat(tokens.verify(unsigned.getCompactSerialization())).isEmpty();

        // The public key, which everybody has, taken for a shared secret.
        JsonWebSignature confused = new JsonWebSignature();
        confused.setPayload(claims().toJson());
        confused.setKeyIdHeaderValue("one");
        confused.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
        confused.setKey(new HmacKey(signing.getRsaPublicKey().getEncoded()));
        assertThat(tokens.verify(confused.getCompactSerialization())).isEmpty();
    }

    @Test
    void shouldNotStartWithoutIssuerAndAudience() {
        Optional<URI> url = Optional.of(URI.create("http://127.0.0.1:1/jwks"));
        assertThatThrownBy(() -> OidcTokens.of(TestAccess.oidc(url, Optional.empty(), Optional.of("llmi"))))
                .hasMessageContaining("llmi.access.oidc.issuer");
        assertThatThrownBy(() -> OidcTokens.of(TestAccess.oidc(url, Optional.of(ISSUER), Optional.empty())))
                .hasMessageContaining("llmi.access.oidc.audience");
        assertThat(OidcTokens.of(TestAccess.oidc(Optional.empty(), Optional.empty(), Optional.empty())))
                .isSameAs(Tokens.NONE);
    }

    private static String token(Consumer<JwtClaims> change) throws JoseException {
        JwtClaims claims = claims();
        change.accept(claims);
        return sign(claims, signing);
    }

    private static JwtClaims claims() {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(ISSUER);
        claims.setAudience("llmi");
        claims.setExpirationTimeMinutesInTheFuture(5);
        claims.setStringClaim("org", "acme");
        claims.setStringClaim("scope", "openid llmi:submit llmi:read llmi:nothing");
        return claims;
    }

    private static String sign(JwtClaims claims, RsaJsonWebKey key) throws JoseException {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setKeyIdHeaderValue(key.getKeyId());
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        signature.setKey(key.getPrivateKey());
        return signature.getCompactSerialization();
    }
}
