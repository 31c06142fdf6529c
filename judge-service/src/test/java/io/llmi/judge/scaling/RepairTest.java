package io.llmi.judge.scaling;

import java.util.List;

import io.llmi.events.Document;
import io.llmi.events.FailureCode;
import io.llmi.judge.Documents;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RepairTest {
    private static final String GOOD = tag("plt.plot([1])");
    private static final String BAD = tag("plt.plot(x)");
    private static final String MENDED = tag("plt.plot([2])");
    private static final String DRAFT = "Before " + GOOD + " between " + BAD + " after";
    private static final Document MADE = Candidates.document(new Documents()
            .text("Before ")
            .picture("code", "d")
            .text(" between ")
            .gap("code", "d", FailureCode.BAD_REQUEST)
            .text(" after"));

    private static String tag(String code) {
        return "<imgen>{\"source\": \"code\", \"description\": \"d\", \"params\": {\"code\": \"" + code
                + "\"}}</imgen>";
    }

    private static Document reading(String... tools) {
        Documents documents = new Documents().text("t");
        for (String tool : tools) {
            documents.gap(tool, "d", FailureCode.LIMIT_EXCEEDED);
        }
        return Candidates.document(documents);
    }

    @Test
    void shouldNameTheProgramsThatFailedAndTheirErrors() {
        assertThat(Repair.broken(MADE)).containsExactly(1);
        assertThat(Repair.instruction(MADE, List.of(1))).contains("Tag 2: It went wrong.");
    }

    @Test
    void shouldNotBlameProgramsForOtherFaults() {
        Document document = Candidates.document(
                new Documents().gap("code", "d", FailureCode.UNAVAILABLE).gap("search", "d", FailureCode.BAD_REQUEST));

        assertThat(Repair.broken(document)).isEmpty();
    }

    @Test
    void shouldTakeTheMendedTagAloneWhateverBecameOfTheText() {
        String rewritten = "Other words " + GOOD + " and " + MENDED;

        assertThat(Repair.accepted(DRAFT, MADE, List.of(1), rewritten, reading("code", "code")))
                .contains("Before " + GOOD + " between " + MENDED + " after");
    }

    @Test
    void shouldRefuseAnswersThatChangeOtherTagsOrNothingOrTheTool() {
        Document twice = reading("code", "code");

        assertThat(Repair.accepted(DRAFT, MADE, List.of(1), MENDED + MENDED, twice))
                .isEmpty();
        assertThat(Repair.accepted(DRAFT, MADE, List.of(1), DRAFT, twice)).isEmpty();
        assertThat(Repair.accepted(DRAFT, MADE, List.of(1), GOOD, reading("code")))
                .isEmpty();
        assertThat(Repair.accepted(DRAFT, MADE, List.of(1), GOOD + MENDED, reading("code", "search")))
                .isEmpty();
    }
}
