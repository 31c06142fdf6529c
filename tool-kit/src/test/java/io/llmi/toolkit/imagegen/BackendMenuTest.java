package io.llmi.toolkit.imagegen;

import java.util.List;

import io.llmi.events.Json;
import io.llmi.events.Provenance;
import io.llmi.toolkit.backend.Backend;
import io.llmi.toolkit.backend.BackendCall;
import io.llmi.toolkit.tool.ToolReply;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BackendMenuTest {
    private final BackendMenu<String> menu = new BackendMenu<String>("llmi.some.backends")
            .offer("one", () -> named("one"))
            .offer("two", () -> named("two"))
            .offer("keyless", () -> {
                throw new IllegalArgumentException("llmi.some.keyless.api-key is missing");
            });

    @Test
    void shouldMakeBackendsInTheConfiguredOrderAndNoOthers() {
        assertThat(menu.order(List.of(" two", "one"))).extracting(Backend::name).containsExactly("two", "one");
    }

    @Test
    void shouldNameTheSettingAndTheChoicesWhenABackendIsUnknown() {
        assertThatThrownBy(() -> menu.order(List.of("one", "three")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("llmi.some.backends names the backend \"three\", which does not exist;"
                        + " it may name one, two, keyless.");
    }

    @Test
    void shouldRefuseAnOrderThatIsEmptyOrRepeatsItself() {
        assertThatThrownBy(() -> menu.order(List.of())).hasMessageContaining("llmi.some.backends is empty");
        assertThatThrownBy(() -> menu.order(List.of("one", "one"))).hasMessageContaining("twice");
    }

    @Test
    void shouldMissAKeyOnlyWhereItsBackendIsNamed() {
        assertThat(menu.order(List.of("one"))).hasSize(1);
        assertThatThrownBy(() -> menu.order(List.of("one", "keyless"))).hasMessageContaining("api-key");
    }

    private static Backend<String> named(String name) {
        return new Backend<>() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public String identity() {
                return name;
            }

            @Override
            public ToolReply.Picture produce(String request, BackendCall call) {
                return new ToolReply.Picture(
                        new byte[0],
                        request,
                        Provenance.madeBy(name, Json.mapper().createObjectNode()));
            }
        };
    }
}
