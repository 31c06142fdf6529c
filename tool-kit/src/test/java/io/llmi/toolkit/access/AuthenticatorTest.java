package io.llmi.toolkit.access;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

import io.llmi.events.AccessKey;
import io.llmi.events.EventCodec;
import io.llmi.events.Quota;
import io.llmi.toolkit.access.Access.Granted;
import io.llmi.toolkit.access.Access.Refusal;
import io.llmi.toolkit.access.Access.Refused;
import io.llmi.toolkit.access.AccessConfig.Mode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AuthenticatorTest {
    private static final String ADMIN = "an-admin-key-of-at-least-32-characters";

    private final KeyTable keys = new KeyTable();
    private final KeyText text = TestAccess.key();

    @Test
    void shouldBeOpenOnLoopbackUntilThereIsAKey() {
        Authenticator authenticator = authenticator(TestAccess.config(Mode.AUTO), true);

        assertThat(authenticator.isOpen()).isTrue();
        assertThat(check(authenticator, "Bearer whatever", Scope.ADMIN)).isEqualTo(new Granted(Caller.ANYBODY));
        assertThat(check(authenticator, null, Scope.SUBMIT)).isEqualTo(new Granted(Caller.ANYBODY));

        TestAccess.put(keys, text, "a", Scope.ADMIN);

        assertThat(authenticator.isOpen()).isFalse();
        assertThat(reason(check(authenticator, null, Scope.READ))).isEqualTo(Refusal.UNKNOWN);
        assertThat(reason(check(authenticator, "Bearer whatever", Scope.READ))).isEqualTo(Refusal.UNKNOWN);
    }

    @Test
    void shouldNotBeOpenAgainWhenTheLastKeyIsRevoked() {
        Authenticator authenticator = authenticator(TestAccess.config(Mode.AUTO), true);
        AccessKey key = TestAccess.put(keys, text, "a", Scope.ADMIN);
        TestAccess.put(keys, key.revoked(Instant.now()));

        assertThat(authenticator.isOpen()).isFalse();
        assertThat(reason(check(authenticator, "Bearer " + text.text(), Scope.READ)))
                .isEqualTo(Refusal.UNKNOWN);
    }

    @Test
    void shouldBeClosedOnOtherAddressesAndWhereAnAdminKeyOrAnIdentityProviderIsSet() {
        assertThat(authenticator(TestAccess.config(Mode.AUTO), false).isOpen()).isFalse();
        assertThat(authenticator(TestAccess.config(Mode.REQUIRED), true).isOpen())
                .isFalse();
        assertThat(authenticator(TestAccess.config(Mode.OPEN), false).isOpen()).isTrue();
        assertThat(authenticator(TestAccess.config(Mode.AUTO, Optional.of(ADMIN), Optional.empty()), true)
                        .isOpen())
                .isFalse();
        assertThat(authenticator(
                                TestAccess.config(
                                        Mode.AUTO, Optional.empty(), Optional.of(URI.create("http://localhost/jwks"))),
                                true)
                        .isOpen())
                .isFalse();
    }

    @Test
    void shouldLetNobodyInBeforeTheKeysAreKnown() {
        Authenticator authenticator = new Authenticator(TestAccess.config(Mode.AUTO), true, keys, Tokens.NONE);

        assertThat(reason(check(authenticator, null, Scope.READ))).isEqualTo(Refusal.STARTING);
    }

    @Test
    void shouldKnowAKeyByItsWholeText() {
        TestAccess.put(keys, text, "a", Scope.READ);
        Authenticator authenticator = authenticator(TestAccess.config(Mode.REQUIRED), true);
        String other = text.text().substring(0, text.text().length() - 1)
                + (text.text().endsWith("A") ? "B" : "A");

        Caller caller = new Caller("a", "key " + text.id(), Set.of(Scope.READ), Quota.NONE);
        assertThat(check(authenticator, "bearer   " + text.text(), Scope.READ)).isEqualTo(new Granted(caller));
        assertThat(authenticator.check(Optional.empty(), Optional.of(text.text()), Scope.READ))
                .isEqualTo(new Granted(caller));
        assertThat(reason(check(authenticator, "Bearer " + other, Scope.READ))).isEqualTo(Refusal.UNKNOWN);
        assertThat(reason(check(authenticator, "Bearer " + TestAccess.key().text(), Scope.READ)))
                .isEqualTo(Refusal.UNKNOWN);
        assertThat(reason(check(authenticator, "Basic " + text.text(), Scope.READ)))
                .isEqualTo(Refusal.UNKNOWN);
        assertThat(reason(check(authenticator, text.text(), Scope.READ))).isEqualTo(Refusal.UNKNOWN);
        // A header that names somebody counts, whatever the browser keeps.
        assertThat(reason(authenticator.check(Optional.of("Bearer no"), Optional.of(text.text()), Scope.READ)))
                .isEqualTo(Refusal.UNKNOWN);
    }

    @Test
    void shouldRefuseWhatTheScopesDoNotHold() {
        TestAccess.put(keys, text, "a", Scope.READ);
        Authenticator authenticator = authenticator(TestAccess.config(Mode.REQUIRED), true);

        assertThat(check(authenticator, "Bearer " + text.text(), Scope.SUBMIT))
                .isEqualTo(new Refused(Refusal.FORBIDDEN, "this key lacks the scope \"submit\"; it has [read]"));
    }

    @Test
    void shouldGiveTheAdminKeyEveryRight() {
        Authenticator authenticator =
                authenticator(TestAccess.config(Mode.AUTO, Optional.of(ADMIN), Optional.empty()), true);

        for (Scope scope : Scope.values()) {
            assertThat(check(authenticator, "Bearer " + ADMIN, scope)).isInstanceOf(Granted.class);
        }
        assertThat(reason(check(authenticator, "Bearer " + ADMIN + "x", Scope.READ)))
                .isEqualTo(Refusal.UNKNOWN);
    }

    @Test
    void shouldNeverShowOrKeepAKey() {
        AccessKey key = TestAccess.put(keys, text, "a", Scope.READ);

        String secret = text.text().substring(text.text().lastIndexOf('_') + 1);
        assertThat(text.toString()).doesNotContain(secret);
        assertThat(new String(EventCodec.of(AccessKey.class).encode(key))).doesNotContain(secret);
    }

    private Authenticator authenticator(AccessConfig config, boolean loopback) {
        Authenticator authenticator = new Authenticator(config, loopback, keys, Tokens.NONE);
        authenticator.begin();
        return authenticator;
    }

    private static Access check(Authenticator authenticator, String authorization, Scope scope) {
        return authenticator.check(Optional.ofNullable(authorization), Optional.empty(), scope);
    }

    private static Refusal reason(Access access) {
        return ((Refused) access).reason();
    }
}
