package io.llmi.assembler.join;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.assembler.Samples;
import io.llmi.assembler.Samples.Epoch;
import io.llmi.events.Document;
import io.llmi.events.Document.ImageStatus;
import io.llmi.events.DocumentEvent;
import io.llmi.events.DraftId;
import io.llmi.events.FailureCode;
import io.llmi.events.JobStatus;
import io.llmi.events.JobSummary;
import io.llmi.events.PlanOutcome;
import io.llmi.events.Provenance;
import io.llmi.events.ToolCall;
import io.llmi.events.ToolPreview;
import io.llmi.events.ToolRequest;
import io.llmi.events.ToolResult;
import io.llmi.events.ToolSuccess;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static io.llmi.assembler.Samples.CREATED;
import static io.llmi.assembler.Samples.DEADLINE;
import static io.llmi.assembler.Samples.blob;
import static io.llmi.assembler.Samples.call;
import static io.llmi.assembler.Samples.cancel;
import static io.llmi.assembler.Samples.edit;
import static io.llmi.assembler.Samples.failure;
import static io.llmi.assembler.Samples.job;
import static io.llmi.assembler.Samples.preview;
import static io.llmi.assembler.Samples.result;
import static io.llmi.assembler.Samples.success;
import static org.assertj.core.api.Assertions.assertThat;

class JobJoinTest {
    private static final ToolCall BOAT = call("diffusion", "a boat");
    private static final ToolCall QUAY = call("search", "a quay");
    private final JoinRun run = new JoinRun();
    private final Epoch epoch = new Epoch(0);

    @Test
    void shouldWriteTheWholeDocumentWhenEverythingComesInOrder() {
        run.feed(job(0), epoch.started(), epoch.text("Here "), epoch.text("it is: "), epoch.picture(BOAT));
        run.at(CREATED.plusSeconds(8)).feed(success(BOAT, 0, "boat"), epoch.text("."), epoch.ended());

        assertThat(run.eventNames())
                .containsExactly(
                        "job.accepted",
                        "draft.started",
                        "text.delta",
                        "text.delta",
                        "image.pending",
                        "image.ready",
                        "text.delta",
                        "document.closed");
        Document document = run.closed();
        assertThat(document.status()).isEqualTo(JobStatus.COMPLETED);
        assertThat(document.error()).isEmpty();
        assertThat(document.parts().getFirst()).isEqualTo(new Document.TextPart("Here it is: "));
        assertThat(run.image(0).blob()).contains(blob("boat"));
        assertThat(document.usage()).isEqualTo(new Document.Usage(100, 200, 1, 0));
        assertThat(document.timings()).isEqualTo(new Document.Timings(10, 8000, 3000, 8000, 4000));
        assertThat(run.summaries())
                .extracting(JobSummary::status)
                .containsExactly(JobStatus.QUEUED, JobStatus.RUNNING, JobStatus.COMPLETED);
    }

    @Test
    void shouldAcceptFirstWhenPartsAndResultsOvertakeTheJob() {
        run.feed(success(BOAT, 0, "boat"), epoch.started(), epoch.picture(BOAT), epoch.ended());
        assertThat(run.effects()).isEmpty();

        run.feed(job(0));

        assertThat(run.eventNames())
                .containsExactly("job.accepted", "draft.started", "image.pending", "image.ready", "document.closed");
    }

    @Test
    void shouldEmitNothingMoreWhenTheDocumentIsClosed() {
        run.feed(job(0), epoch.started(), epoch.text("x"), epoch.ended());
        int before = run.effects().size();

        run.feed(success(BOAT, 0, "boat"), new Epoch(100).started(), cancel("late"), job(0));
        run.at(DEADLINE.plusSeconds(1)).tick();

        assertThat(run.effects()).hasSize(before);
    }

    @Test
    void shouldShowPreviewsInTheirOrderWhenTheyBelongToTheRunningCall() {
        run.feed(preview(BOAT, 0, 0), job(0), preview(BOAT, 0, 0), epoch.started(), epoch.picture(BOAT));
        run.feed(preview(BOAT, 0, 0), preview(BOAT, 0, 2), preview(BOAT, 0, 1), preview(BOAT, 0, 2));
        run.feed(preview(QUAY, 0, 3), preview(BOAT, 0, ToolPreview.MAX_PER_CALL));
        run.feed(success(BOAT, 0, "boat"), preview(BOAT, 0, 3), epoch.ended());

        assertThat(run.eventNames())
                .containsExactly(
                        "job.accepted",
                        "draft.started",
                        "image.pending",
                        "image.preview",
                        "image.preview",
                        "image.ready",
                        "document.closed");
        assertThat(run.image(0).blob()).contains(blob("boat"));
        assertThat(run.folded().parts()).isEqualTo(run.closed().parts());
    }

    @Test
    void shouldSumUpWhatThePicturesCostWhenPricesAreKnown() {
        run.feed(job(0), epoch.started(), epoch.picture(BOAT), epoch.picture(QUAY), epoch.picture(call("code", "x")));
        run.feed(priced(BOAT, 0, "0.040"), priced(QUAY, 1, "0.005"), success(call("code", "x"), 2, "x"));
        run.feed(epoch.ended());

        assertThat(run.closed().usage().costUsd()).hasValue(new BigDecimal("0.045"));
    }

    private static ToolResult priced(ToolCall call, int slot, String price) {
        ToolSuccess success = (ToolSuccess) success(call, slot, "p").outcome();
        Provenance provenance = success.provenance().withCostUsd(Optional.of(new BigDecimal(price)));
        return result(
                call.tool(),
                call.fingerprint(),
                slot,
                new ToolSuccess(success.image(), success.alt(), provenance, List.of()));
    }

    @Test
    void shouldIgnoreOtherCandidatesWhenAJobHasSeveral() {
        run.feed(job(0), epoch.started());

        assertThat(run.step(JoinRun.input(new Epoch(new DraftId(Samples.JOB, 1), 0).started())))
                .isFalse();
    }

    @Test
    void shouldSkipEmptyTextButKeepWhitespaceWhenItStandsBetweenPictures() {
        run.feed(job(0), epoch.started(), epoch.picture(BOAT), epoch.text(""), epoch.text("\n"), epoch.picture(QUAY));

        assertThat(run.folded().parts()).hasSize(3).element(1).isEqualTo(new Document.TextPart("\n"));
    }

    @Test
    void shouldGiveARejectedTagItsPlaceWhenTheParserCouldNotReadIt() {
        run.feed(job(0), epoch.started(), epoch.rejected("no closing brace"), epoch.ended());

        assertThat(run.image(0).error().orElseThrow().message()).isEqualTo("no closing brace");
        assertThat(run.closed().status()).isEqualTo(JobStatus.PARTIAL);
        assertThat(run.closed().error()).contains("1 of 1 pictures could not be made.");
    }

    @Test
    void shouldDispatchAtOnceWhenTheSourceIsTheUsersPicture() {
        ToolCall night = edit(1, "night");
        run.feed(job(2), epoch.started(), epoch.edited(night));

        ToolRequest request = run.dispatched().getFirst();
        assertThat(request.inputs()).containsExactly(blob("given1"));
        assertThat(request.derivedFrom()).contains("input/1");
        assertThat(request.deadline()).isEqualTo(DEADLINE);
        assertThat(request.work()).isEqualTo(night);
    }

    @Test
    void shouldDispatchEditsOneAfterAnotherWhenTheyChangeEachOther() {
        ToolCall night = edit(0, "night");
        ToolCall snow = edit(1, "snow");
        run.feed(job(0), epoch.started(), epoch.picture(BOAT), epoch.edited(night), epoch.edited(snow), epoch.ended());
        assertThat(run.dispatched()).isEmpty();

        run.feed(success(BOAT, 0, "boat"));
        assertThat(run.dispatched()).hasSize(1);
        assertThat(run.dispatched().getFirst().derivedFrom()).contains(DraftId.parse(Samples.JOB + "/0") + "/0");

        run.feed(success(night, run.dispatched().getFirst().fingerprint(), 1, "night"));
        assertThat(run.dispatched()).hasSize(2);
        assertThat(run.dispatched().getLast().inputs()).containsExactly(blob("night"));

        run.feed(success(snow, run.dispatched().getLast().fingerprint(), 2, "snow"));
        assertThat(run.closed().status()).isEqualTo(JobStatus.COMPLETED);
    }

    @Test
    void shouldFailTheWholeChainWhenItsFirstSourceFails() {
        run.feed(job(1), epoch.started(), epoch.picture(BOAT), epoch.edited(edit(1, "night")));
        run.feed(epoch.edited(edit(2, "snow")), epoch.text("The end."), epoch.ended(), failure(BOAT, 0));

        assertThat(run.image(1).error().orElseThrow().code()).isEqualTo(FailureCode.SOURCE_FAILED);
        assertThat(run.image(1).error().orElseThrow().message()).contains("img_index 1");
        assertThat(run.image(2).error().orElseThrow().message()).contains("img_index 2");
        assertThat(run.closed().status()).isEqualTo(JobStatus.PARTIAL);
        assertThat(run.dispatched()).isEmpty();
    }

    @Test
    @DisplayName("bad input 75: an edit that names another job's call, blob or file")
    void shouldNotFindAPictureWhenAnEditNamesItByAnythingButItsNumberHere() {
        run.feed(job(1), epoch.started());
        for (String name : List.of("job_00000000000000000000000002/0/0", "ab".repeat(32), "../../etc/passwd")) {
            ObjectNode params = JsonNodeFactory.instance
                    .objectNode()
                    .put("img_index", name)
                    .put("blob", "ab".repeat(32))
                    .put("call", "job_00000000000000000000000002/0/0");
            run.feed(epoch.edited(new ToolCall("edit", name, params)));
        }

        for (int image = 0; image < 3; image++) {
            assertThat(run.image(image).error().orElseThrow().code()).isEqualTo(FailureCode.BAD_REFERENCE);
        }
    }

    @Test
    @DisplayName("bad input 77: an edit of itself, of a later picture, of one before the first")
    void shouldSayWhatIsAllowedWhenAnEditNamesNoEarlierPicture() {
        ToolCall unnamed = call("edit", "no index");
        run.feed(job(1), epoch.started(), epoch.picture(BOAT), epoch.edited(edit(2, "itself")));
        run.feed(epoch.edited(edit(9, "later")), epoch.edited(edit(-1, "before")), epoch.edited(unnamed));

        assertThat(run.image(1).error().orElseThrow().code()).isEqualTo(FailureCode.BAD_REFERENCE);
        assertThat(run.image(1).error().orElseThrow().message()).contains("0 to 1 are allowed");
        assertThat(run.image(2).error().orElseThrow().message())
                .contains("img_index 9")
                .contains("0 to 2");
        assertThat(run.image(3).status()).isEqualTo(ImageStatus.FAILED);
        assertThat(run.image(4).error().orElseThrow().message()).contains("missing");
    }

    @Test
    void shouldKeepResultsWhenThePlannerStartsAgainAndAsksForTheSame() {
        Epoch again = new Epoch(100);
        run.feed(job(0), epoch.started(), epoch.text("Old "), epoch.picture(BOAT), success(BOAT, 0, "boat"));

        run.feed(again.started(), again.text("New "), again.picture(BOAT), again.ended());

        assertThat(run.eventNames()).contains("draft.reset");
        assertThat(run.closed().status()).isEqualTo(JobStatus.COMPLETED);
        assertThat(run.closed().parts()).hasSize(2).first().isEqualTo(new Document.TextPart("New "));
        assertThat(run.image(0).blob()).contains(blob("boat"));
    }

    @Test
    void shouldNotUseAnOldResultWhenTheNewPlanAsksForSomethingElse() {
        Epoch again = new Epoch(100);
        run.feed(job(0), epoch.started(), epoch.picture(BOAT), again.started(), again.picture(QUAY), again.ended());

        run.feed(success(BOAT, 0, "boat"));
        assertThat(run.image(0).status()).isEqualTo(ImageStatus.PENDING);
        run.feed(success(QUAY, 0, "quay"));
        assertThat(run.image(0).blob()).contains(blob("quay"));
    }

    @Test
    void shouldNotUseAnOldEditWhenTheNewPlanHasAnotherSource() {
        ToolCall night = edit(0, "night");
        Epoch again = new Epoch(100);
        run.feed(job(0), epoch.started(), epoch.picture(BOAT), epoch.edited(night), success(BOAT, 0, "boat"));
        String old = run.dispatched().getFirst().fingerprint();

        run.feed(again.started(), again.picture(QUAY), again.edited(night), again.ended(), success(QUAY, 0, "quay"));
        run.feed(success(night, old, 1, "boat by night"));

        assertThat(run.image(1).status()).isEqualTo(ImageStatus.PENDING);
        assertThat(run.dispatched().getLast().inputs()).containsExactly(blob("quay"));
    }

    @Test
    void shouldNotAnnounceAResetWhenNothingWasShownYet() {
        Epoch again = new Epoch(100);
        run.feed(job(0), epoch.started(), again.started(), again.text("x"), again.ended());

        assertThat(run.eventNames()).doesNotContain("draft.reset");
    }

    @Test
    void shouldKeepThePlanThatEndedWhenAPlannerStartsAgainAfterIt() {
        Epoch again = new Epoch(100);
        run.feed(job(0), epoch.started(), epoch.text("Done."), epoch.picture(BOAT), epoch.ended());

        run.feed(again.started(), again.text("Other"), success(BOAT, 0, "boat"));

        assertThat(run.closed().parts()).first().isEqualTo(new Document.TextPart("Done."));
    }

    @Test
    void shouldTakeTheFirstWhenAResultIsRepeatedWithAnother() {
        run.feed(job(0), epoch.started(), epoch.picture(BOAT));
        run.feed(success(BOAT, 0, "first"), success(BOAT, 0, "second"), epoch.ended());

        assertThat(run.image(0).blob()).contains(blob("first"));
    }

    @Test
    void shouldGiveUpACallAndThoseThatDependOnItWhenItTakesTooLong() {
        run.feed(job(0), epoch.started(), epoch.text("x"), epoch.picture(BOAT), epoch.edited(edit(0, "night")));
        run.feed(epoch.ended());
        assertThat(run.join().nextDeadline()).contains(CREATED.plusMillis(10).plusSeconds(120));

        run.at(CREATED.plusMillis(9).plusSeconds(120)).tick();
        assertThat(run.join().isClosed()).isFalse();
        run.at(CREATED.plusMillis(10).plusSeconds(120)).tick();

        assertThat(run.image(0).error().orElseThrow().code()).isEqualTo(FailureCode.TIMEOUT);
        assertThat(run.image(1).error().orElseThrow().code()).isEqualTo(FailureCode.SOURCE_FAILED);
        assertThat(run.closed().status()).isEqualTo(JobStatus.PARTIAL);
        assertThat(run.effects()).noneMatch(Effect.Stop.class::isInstance);
    }

    @Test
    void shouldClosePartiallyBeforeTheDeadlineWhenWorkIsLeft() {
        run.feed(job(0), epoch.started(), epoch.text("Some text"));
        run.at(DEADLINE.minusSeconds(10)).feed(epoch.picture(BOAT));
        assertThat(run.join().nextDeadline()).contains(DEADLINE.minusMillis(250));

        run.at(DEADLINE.minusMillis(250)).tick();

        assertThat(run.closed().status()).isEqualTo(JobStatus.PARTIAL);
        assertThat(run.closed().completedAt().orElseThrow()).isBefore(DEADLINE);
        assertThat(run.image(0).error().orElseThrow().code()).isEqualTo(FailureCode.TIMEOUT);
        assertThat(run.effects().getLast()).isInstanceOf(Effect.Stop.class);
    }

    @Test
    void shouldFailWhenTheDeadlinePassesBeforeAnythingWasWritten() {
        run.feed(job(0)).at(DEADLINE).tick();

        assertThat(run.eventNames()).containsExactly("job.accepted", "document.closed");
        assertThat(run.closed().status()).isEqualTo(JobStatus.FAILED);
        assertThat(run.closed().error().orElseThrow()).contains("deadline");
    }

    @Test
    void shouldKeepWhatIsFinishedWhenTheJobIsCancelled() {
        run.feed(job(0), epoch.started(), epoch.text("x"), epoch.picture(BOAT), epoch.picture(QUAY));
        run.feed(success(BOAT, 0, "boat"), cancel("changed my mind"));

        assertThat(run.closed().status()).isEqualTo(JobStatus.CANCELLED);
        assertThat(run.closed().error().orElseThrow()).contains("changed my mind");
        assertThat(run.image(0).status()).isEqualTo(ImageStatus.READY);
        assertThat(run.image(1).error().orElseThrow().code()).isEqualTo(FailureCode.CANCELLED);
        assertThat(run.effects()).noneMatch(Effect.Stop.class::isInstance);
    }

    @Test
    void shouldCloseAtOnceWhenTheJobWasCancelledBeforeItCame() {
        run.feed(cancel("too late"), cancel("too late"), epoch.started(), epoch.text("x"), job(0));

        assertThat(run.eventNames()).containsExactly("job.accepted", "document.closed");
        assertThat(run.closed().status()).isEqualTo(JobStatus.CANCELLED);
    }

    @Test
    void shouldBePartialWithItsMessageWhenThePlanBreaksOff() {
        run.feed(job(0), epoch.started(), epoch.text("Half"), epoch.ended(PlanOutcome.TRUNCATED));

        assertThat(run.closed().status()).isEqualTo(JobStatus.PARTIAL);
        assertThat(run.closed().error()).contains("The text breaks off before its end.");
    }

    @Test
    void shouldFailWhenThePlannerFailedBeforeAnythingUsable() {
        run.feed(job(0), epoch.started(), epoch.text(" \n"), epoch.rejected("bad"), epoch.ended(PlanOutcome.FAILED));

        assertThat(run.closed().status()).isEqualTo(JobStatus.FAILED);
    }

    @Test
    void shouldFailWhenThePlanCompletedWithoutWritingAnything() {
        run.feed(job(0), epoch.started(), epoch.ended());

        assertThat(run.closed().status()).isEqualTo(JobStatus.FAILED);
        assertThat(run.closed().error()).contains("The planner wrote nothing.");
    }

    @Test
    void shouldEndTheDocumentAtTheGapWhenMoreCameEarlyThanIsKept() {
        JoinRun tight = new JoinRun(new JoinLimits(Duration.ofSeconds(120), Duration.ofMillis(250), 3, 1));
        tight.feed(epoch.started(), epoch.text("a"), epoch.text("b"), epoch.text("lost"), job(0), epoch.text("d"));

        assertThat(tight.closed().status()).isEqualTo(JobStatus.PARTIAL);
        assertThat(tight.closed().parts()).containsExactly(new Document.TextPart("ab"));
    }

    @Test
    void shouldStillTakeAwaitedResultsWhenTooManySpareOnesCame() {
        JoinRun tight = new JoinRun(new JoinLimits(Duration.ofSeconds(120), Duration.ofMillis(250), 100, 1));
        tight.feed(job(0), success(QUAY, 7, "spare"), success(QUAY, 8, "too many"));

        tight.feed(epoch.started(), epoch.picture(BOAT), success(BOAT, 0, "boat"), epoch.ended());

        assertThat(tight.closed().status()).isEqualTo(JobStatus.COMPLETED);
    }

    @Test
    void shouldGoOnWithTheSameNumbersWhenRebuilt() {
        run.feed(job(0), epoch.started(), epoch.text("a"), epoch.picture(BOAT)).rebuild();
        run.feed(success(BOAT, 0, "boat"), epoch.ended());

        assertThat(run.events()).extracting(DocumentEvent::seq).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
    }
}
