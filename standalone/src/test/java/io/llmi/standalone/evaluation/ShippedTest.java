package io.llmi.standalone.evaluation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.llmi.events.Topics;
import io.llmi.standalone.evaluation.task.Task;
import io.llmi.standalone.evaluation.task.Turn;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ShippedTest {
    @Test
    void shouldAskForEveryToolAndEveryKindOfPictureCount() throws Exception {
        List<Task> tasks = Shipped.benchmark();
        assertThat(tasks).hasSizeGreaterThanOrEqualTo(120);
        Map<String, Integer> needed = new HashMap<>();
        Set<Integer> counts = new HashSet<>();
        for (Task task : tasks) {
            Turn turn = task.turns().getFirst();
            turn.tools().forEach(tool -> needed.merge(tool, 1, Integer::sum));
            counts.add(turn.images().code());
            check(turn);
        }
        assertThat(needed.keySet()).containsExactlyInAnyOrderElementsOf(Topics.SHIPPED_TOOLS);
        assertThat(needed.values()).allSatisfy(count -> assertThat(count).isGreaterThanOrEqualTo(25));
        assertThat(counts).contains(-1, 0, 99, 1, 2, 3, 4);
        assertThat(tasks.stream().map(Task::category).distinct()).hasSizeGreaterThanOrEqualTo(10);
        assertDistinct(tasks);
    }

    @Test
    void shouldAskEachPairTwiceInOtherWords() throws Exception {
        List<Task> implicit = Shipped.cues("implicit");
        List<Task> explicit = Shipped.cues("explicit");
        assertThat(implicit).hasSizeGreaterThanOrEqualTo(60).hasSameSizeAs(explicit);
        for (int i = 0; i < implicit.size(); i++) {
            Turn one = implicit.get(i).turns().getFirst();
            Turn other = explicit.get(i).turns().getFirst();
            assertThat(implicit.get(i).id()).isEqualTo(explicit.get(i).id());
            assertThat(one.asked(other.question())).isEqualTo(other);
            assertThat(one.question()).isNotEqualTo(other.question());
            check(one);
            check(other);
        }
        assertDistinct(implicit);
        assertDistinct(explicit);
    }

    @Test
    void shouldHoldConversations() throws Exception {
        List<Task> tasks = Shipped.conversations();
        assertThat(tasks)
                .hasSizeGreaterThanOrEqualTo(20)
                .allSatisfy(task -> assertThat(task.turns()).hasSizeBetween(2, 4));
        tasks.forEach(task -> task.turns().forEach(ShippedTest::check));
        assertDistinct(tasks);
    }

    private static void check(Turn turn) {
        assertThat(Topics.SHIPPED_TOOLS).containsAll(turn.tools());
        assertThat(turn.tools()).doesNotHaveDuplicates();
        if (turn.images().code() == -1) {
            assertThat(turn.tools()).as(turn.question()).isEmpty();
        }
        if (turn.images().isExact()) {
            assertThat(turn.tools()).as(turn.question()).isNotEmpty();
            assertThat(turn.tools().size())
                    .as(turn.question())
                    .isLessThanOrEqualTo(turn.images().code());
        }
    }

    private static void assertDistinct(List<Task> tasks) {
        List<String> questions = new ArrayList<>();
        tasks.forEach(task -> questions.add(
                task.turns().getFirst().question().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", " ")));
        assertThat(questions).doesNotHaveDuplicates();
    }
}
