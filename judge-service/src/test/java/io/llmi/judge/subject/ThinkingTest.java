package io.llmi.judge.subject;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ThinkingTest {
    @Test
    void shouldTakeThoughtsOutOfADraft() {
        assertThat(Thinking.strip("<think>a</think>One <think>b</think>two")).isEqualTo("One two");
        assertThat(Thinking.strip("One <think>never closed")).isEqualTo("One ");
        assertThat(Thinking.strip("No thought</think> here")).isEqualTo("No thought</think> here");
    }

    @Test
    void shouldKeepWhatFollowsAJudgesLastThought() {
        assertThat(Thinking.conclusion("thought</think>One")).isEqualTo("One");
        assertThat(Thinking.conclusion("<think>a</think>b<think>c</think>One")).isEqualTo("One");
        assertThat(Thinking.conclusion("One")).isEqualTo("One");
    }
}
