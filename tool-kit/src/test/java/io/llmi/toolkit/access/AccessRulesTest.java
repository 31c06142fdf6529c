package io.llmi.toolkit.access;

import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class AccessRulesTest {
    @ParameterizedTest
    @CsvSource({
        "GET, /v1/jobs, READ",
        "HEAD, /v1/jobs/x/document, READ",
        "POST, /v1/jobs, SUBMIT",
        "DELETE, /v1/jobs/x, SUBMIT",
        "POST, /v1/responses, SUBMIT",
        "POST, /v1/chat/completions, SUBMIT",
        "GET, /v1/models, READ",
        "POST, /v1/rewards, REWARD",
        "GET, /v1/keys, ADMIN",
        "DELETE, /v1/keys/x, ADMIN",
        "GET, /v1/keysmith, READ",
        "PATCH, /anything/new, SUBMIT",
        "GET, /pages, READ",
        "GET, /v1, READ"
    })
    void shouldAskForAScopeWhereAPathIsNotKnownToBePublic(String method, String path, Scope scope) {
        assertThat(AccessRules.needed(method, path)).contains(scope);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/index.html", "/page/main.js", "/q/health/ready", "/session"})
    void shouldAskForNothingWhereThePageAndTheHealthAre(String path) {
        assertThat(AccessRules.needed("GET", path)).isEqualTo(Optional.empty());
    }

    @Test
    void shouldFindKeysInAddresses() {
        assertThat(AccessRules.leak(Set.of("limit", "API_Key"))).contains("API_Key");
        assertThat(AccessRules.leak(Set.of("access_token"))).isPresent();
        assertThat(AccessRules.leak(Set.of("limit", "after", "starting_after", "stream")))
                .isEmpty();
    }
}
