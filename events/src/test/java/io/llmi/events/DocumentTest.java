package io.llmi.events;

import java.time.Instant;
import java.util.List;

import io.llmi.events.Document.ImagePart;
import io.llmi.events.Document.ImageStatus;
import io.llmi.events.Document.TextPart;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DocumentTest {
    private static final JobId JOB = JobId.derived("t", "k");
    private static final DraftId DRAFT = new DraftId(JOB, 0);
    private static final CallId CALL = new CallId(DRAFT, 0);
    private static final Instant AT = Instant.EPOCH;

    @Test
    void shouldGrowEventByEvent() {
        BlobRef blob = new BlobRef("ab".repeat(32), "image/png", 4, 3, 99);
        Provenance provenance = Provenance.madeBy("b", Json.mapper().createObjectNode());

        Document document = fold(
                new DocumentEvent.Accepted(JOB, 0, AT, "prompt", AT, AT),
                new DocumentEvent.DraftStarted(JOB, 1, AT, DRAFT, "b", "m"),
                new DocumentEvent.TextDelta(JOB, 2, AT, 0, "The "),
                new DocumentEvent.TextDelta(JOB, 3, AT, 0, "tides"),
                new DocumentEvent.ImagePending(JOB, 4, AT, 1, 0, CALL, "code", "a chart"),
                new DocumentEvent.TextDelta(JOB, 5, AT, 2, "end"),
                new DocumentEvent.ImageReady(JOB, 6, AT, 1, 0, "alt", blob, provenance));

        assertThat(document.status()).isEqualTo(JobStatus.RUNNING);
        assertThat(document.parts().get(0)).isEqualTo(new TextPart("The tides"));
        assertThat(((ImagePart) document.parts().get(1)).status()).isEqualTo(ImageStatus.READY);
        assertThat(((ImagePart) document.parts().get(1)).alt()).isEqualTo("alt");
        assertThat(document.parts().get(2)).isEqualTo(new TextPart("end"));
    }

    @Test
    void shouldStayAsItIsWhenAPreviewComes() {
        BlobRef blob = new BlobRef("ab".repeat(32), "image/png", 4, 3, 99);
        Document before = fold(
                new DocumentEvent.Accepted(JOB, 0, AT, "prompt", AT, AT),
                new DocumentEvent.ImagePending(JOB, 1, AT, 0, 0, CALL, "diffusion", "a boat"));

        assertThat(before.after(new DocumentEvent.ImagePreview(JOB, 2, AT, 0, 0, 0, blob)))
                .isEqualTo(before);
    }

    @Test
    void shouldForgetItsPartsWhenTheDraftBeginsAgain() {
        Document document = fold(
                new DocumentEvent.Accepted(JOB, 0, AT, "prompt", AT, AT),
                new DocumentEvent.TextDelta(JOB, 1, AT, 0, "old"),
                new DocumentEvent.Reset(JOB, 2, AT, DRAFT, "again"),
                new DocumentEvent.TextDelta(JOB, 3, AT, 0, "new"));

        assertThat(document.parts()).isEqualTo(List.of(new TextPart("new")));
    }

    @Test
    void shouldRefuseALogWithAHole() {
        assertThatThrownBy(() -> fold(new DocumentEvent.TextDelta(JOB, 0, AT, 4, "x")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("skips");
        assertThatThrownBy(() -> fold(
                        new DocumentEvent.ImageFailed(JOB, 0, AT, 0, 0, new ToolFailure(FailureCode.TIMEOUT, "x"))))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldAgreeWithTheRequestedImageCount() {
        assertThat(ImageCount.NONE.isSatisfiedBy(0)).isTrue();
        assertThat(ImageCount.NONE.isSatisfiedBy(1)).isFalse();
        assertThat(ImageCount.SOME.isSatisfiedBy(0)).isFalse();
        assertThat(ImageCount.SOME.isSatisfiedBy(5)).isTrue();
        assertThat(ImageCount.ANY.isSatisfiedBy(0)).isTrue();
        assertThat(ImageCount.exactly(2).isSatisfiedBy(2)).isTrue();
        assertThat(ImageCount.exactly(2).isSatisfiedBy(3)).isFalse();
    }

    private static Document fold(DocumentEvent... events) {
        Document document = Document.empty(JOB, "prompt", AT);
        for (DocumentEvent event : events) {
            document = document.after(event);
        }
        return document;
    }
}
