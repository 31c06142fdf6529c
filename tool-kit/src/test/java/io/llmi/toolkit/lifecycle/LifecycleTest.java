package io.llmi.toolkit.lifecycle;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LifecycleTest {
    private final List<String> log = new ArrayList<>();

    @Test
    void shouldStartByPhaseAndStopInReverseWhateverTheOrderOfTheBeans() {
        Lifecycle lifecycle = new Lifecycle(List.of(
                component("work", Component.Phase.WORK, false),
                component("broker", Component.Phase.BROKER, false),
                component("tail", Component.Phase.TAIL, false)));

        lifecycle.start();
        assertThat(lifecycle.missing()).isEmpty();
        lifecycle.stop();

        assertThat(log).containsExactly("+broker", "+tail", "+work", "-work", "-tail", "-broker");
        assertThat(lifecycle.missing()).containsExactly("broker", "tail", "work");
    }

    @Test
    void shouldStopWhatStartedWhenALaterComponentCannotStart() {
        Lifecycle lifecycle = new Lifecycle(List.of(
                component("broker", Component.Phase.BROKER, false), component("tail", Component.Phase.TAIL, true)));

        assertThatThrownBy(lifecycle::start).hasMessage("tail is broken");

        assertThat(log).containsExactly("+broker", "-broker");
    }

    private Component component(String name, Component.Phase phase, boolean broken) {
        return new Component() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Phase phase() {
                return phase;
            }

            @Override
            public void start() {
                if (broken) {
                    throw new IllegalStateException(name + " is broken");
                }
                log.add("+" + name);
            }

            @Override
            public void stop() {
                log.add("-" + name);
            }
        };
    }
}
