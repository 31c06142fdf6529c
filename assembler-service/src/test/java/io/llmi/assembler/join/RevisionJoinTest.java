package io.llmi.assembler.join;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.llmi.assembler.Samples;
import io.llmi.assembler.Samples.Epoch;
import io.llmi.events.Budget;
import io.llmi.events.Document;
import io.llmi.events.Document.ImagePart;
import io.llmi.events.Document.ImageStatus;
import io.llmi.events.FailureCode;
import io.llmi.events.JobId;
import io.llmi.events.JobStatus;
import io.llmi.events.JobSubmitted;
import io.llmi.events.JobSummary;
import io.llmi.events.Provenance;
import io.llmi.events.Revision;
import io.llmi.events.ToolCall;
import io.llmi.events.ToolFailure;
import io.llmi.events.ToolRequest;
import org.junit.jupiter.api.Test;

import static io.llmi.assembler.Samples.CREATED;
import static io.llmi.assembler.Samples.DEADLINE;
import static io.llmi.assembler.Samples.blob;
import static io.llmi.assembler.Samples.call;
import static io.llmi.assembler.Samples.cancel;
import static io.llmi.assembler.Samples.edit;
import static io.llmi.assembler.Samples.failure;
import static io.llmi.assembler.Samples.job;
import static io.llmi.assembler.Samples.success;
import static org.assertj.core.api.Assertions.assertThat;

class RevisionJoinTest {
    private static final JobId OLD = new JobId("job_" + "0".repeat(25) + "2");
    private static final Budget BUDGET = new Budget(Samples.JOB, new BigDecimal("0.10"));
    private static final ToolCall BOAT = call("diffusion", "a boat");
    private static final ImagePart QUAY = ImagePart.pending(
                    0,
                    "search",
                    "A quay",
                    Optional.of(JsonNodeFactory.instance.objectNode().put("query", "quay")))
            .ready(
                    "The old quay",
                    blob("quay"),
                    Provenance.madeBy("web", JsonNodeFactory.instance.objectNode())
                            .withDerivedFrom(Optional.of(OLD + "/0/7"))
                            .withCostUsd(Optional.of(new BigDecimal("0.04"))));

    private final JoinRun run = new JoinRun();

    @Test
    void shouldTakeOverWhatIsKeptAndHaveOnlyTheRestMade() {
        ImagePart gap = ImagePart.pending(2, "code", "A chart").failed(new ToolFailure(FailureCode.NO_OUTPUT, "none"));
        run.feed(revised(
                new Revision.Text("Here:\n```\n"),
                new Revision.Kept(QUAY),
                new Revision.Made(BOAT, false),
                new Revision.Text("<imgen>no tag</imgen>"),
                new Revision.Kept(gap)));

        assertThat(run.dispatched()).singleElement().satisfies(request -> {
            assertThat(request.work()).isEqualTo(BOAT);
            assertThat(request.call()).hasToString(Samples.JOB + "/0/1");
            assertThat(request.deadline()).isEqualTo(DEADLINE);
            assertThat(request.budget()).contains(BUDGET);
        });
        assertThat(run.image(0)).isEqualTo(QUAY);
        assertThat(run.image(1).status()).isEqualTo(ImageStatus.PENDING);

        run.rebuild().at(CREATED.plusSeconds(9)).feed(success(BOAT, 1, "boat"));

        Document document = run.closed();
        assertThat(document.parts())
                .containsExactly(
                        new Document.TextPart("Here:\n```\n"),
                        QUAY,
                        run.image(1),
                        new Document.TextPart("<imgen>no tag</imgen>"),
                        gap);
        assertThat(run.image(1).blob()).contains(blob("boat"));
        assertThat(run.image(1).params()).contains(BOAT.params());
        assertThat(document.status()).isEqualTo(JobStatus.PARTIAL);
        assertThat(document.usage().costUsd()).as("of what was paid before").isEmpty();
        assertThat(run.folded()).isEqualTo(document);
        assertThat(run.summaries().getLast()).satisfies(summary -> {
            assertThat(summary.revises()).contains(OLD);
            assertThat(summary.images()).isEqualTo(2);
            assertThat(summary.made()).isEqualTo(1);
        });
    }

    @Test
    void shouldChangeAKeptPictureAtOnceAndAMadeOneWhenItIsThere() {
        ToolCall ofKept = edit(1, "night");
        ToolCall ofMade = edit(2, "snow");
        run.feed(job(1).withRevision(
                        new Revision(
                                OLD,
                                List.of(
                                        new Revision.Kept(QUAY),
                                        new Revision.Made(BOAT, false),
                                        new Revision.Made(ofKept, true),
                                        new Revision.Made(ofMade, true)),
                                Optional.empty()),
                        Optional.empty()));

        assertThat(run.dispatched()).extracting(ToolRequest::work).containsExactly(BOAT, ofKept);
        assertThat(run.dispatched().getLast().inputs()).containsExactly(blob("quay"));

        run.feed(success(BOAT, 1, "boat"));

        assertThat(run.dispatched().getLast().work()).isEqualTo(ofMade);
        assertThat(run.dispatched().getLast().inputs()).containsExactly(blob("boat"));
        assertThat(run.dispatched().getLast().derivedFrom()).contains(Samples.JOB + "/0/1");
    }

    @Test
    void shouldCloseAtOnceWhenNothingIsToBeMade() {
        run.feed(revised(new Revision.Text("Here: "), new Revision.Kept(QUAY)));

        assertThat(run.closed().status()).isEqualTo(JobStatus.COMPLETED);
        assertThat(run.summaries())
                .extracting(JobSummary::status)
                .containsExactly(JobStatus.QUEUED, JobStatus.RUNNING, JobStatus.COMPLETED);
    }

    @Test
    void shouldStayPartialWhenTheTextBreaksOff() {
        run.feed(job(0).withRevision(
                        new Revision(OLD, List.of(new Revision.Text("Here: ")), Optional.of("The model stopped.")),
                        Optional.empty()));

        assertThat(run.closed().status()).isEqualTo(JobStatus.PARTIAL);
        assertThat(run.closed().error()).contains("The model stopped.");
        assertThat(run.closed().lack()).contains(Document.Lack.TEXT);
    }

    @Test
    void shouldIgnoreAPlanThatSomebodyWroteNevertheless() {
        Epoch epoch = new Epoch(0);
        run.feed(revised(new Revision.Made(BOAT, false)), epoch.started(), epoch.text("Something else"), epoch.ended());
        run.feed(failure(BOAT, 0));

        assertThat(run.closed().parts()).singleElement().isInstanceOf(ImagePart.class);
    }

    @Test
    void shouldKeepTheRestWhenItIsCancelled() {
        run.feed(revised(new Revision.Kept(QUAY), new Revision.Made(BOAT, false)), cancel("enough"));

        assertThat(run.closed().status()).isEqualTo(JobStatus.CANCELLED);
        assertThat(run.closed().parts().getFirst()).isEqualTo(QUAY);
    }

    private static JobSubmitted revised(Revision.Piece... pieces) {
        return job(0).withRevision(new Revision(OLD, List.of(pieces), Optional.empty()), Optional.of(BUDGET));
    }
}
