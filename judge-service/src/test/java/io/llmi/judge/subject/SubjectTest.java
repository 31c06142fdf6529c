package io.llmi.judge.subject;

import java.util.List;
import java.util.Map;

import io.llmi.events.FailureCode;
import io.llmi.events.ImageCount;
import io.llmi.events.Reward.ToolCount;
import io.llmi.events.Reward.ToolUse;
import io.llmi.judge.Documents;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SubjectTest {
    @Test
    void shouldCountCallsByToolAndFailuresByCode() {
        Subject subject = new Documents()
                .text("One")
                .picture("code", "a chart")
                .gap("code", "another chart", FailureCode.NO_OUTPUT)
                .gap("", "no tag at all", FailureCode.UNREADABLE_TAG)
                .subject("q");

        ToolUse use = subject.toolUse(List.of("search", "code", "code"));

        assertThat(use.required()).containsExactly("code", "search");
        assertThat(use.attempted()).isEqualTo(3);
        assertThat(use.succeeded()).isEqualTo(1);
        assertThat(use.byTool())
                .isEqualTo(Map.of(
                        "code", new ToolCount(2, 1, Map.of("no_output", 1)),
                        "unreadable", new ToolCount(1, 0, Map.of("unreadable_tag", 1))));
        assertThat(subject.count(ImageCount.SOME).made()).isEqualTo(1);
        assertThat(subject.count(ImageCount.SOME).failed()).isEqualTo(2);
    }

    @Test
    void shouldTellTextAndTagsApart() {
        assertThat(new Documents()
                        .text(" \n ")
                        .picture("code", "a")
                        .subject("q")
                        .hasText())
                .isFalse();
        assertThat(new Documents().text("One").subject("q").hasTags()).isFalse();
        assertThat(new Documents()
                        .gap("code", "a", FailureCode.TIMEOUT)
                        .subject("q")
                        .hasTags())
                .isTrue();
    }
}
