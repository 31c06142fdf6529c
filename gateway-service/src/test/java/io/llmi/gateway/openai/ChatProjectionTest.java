package io.llmi.gateway.openai;

import java.util.ArrayList;
import java.util.List;

import io.llmi.events.Document;
import io.llmi.events.DocumentEvent;
import io.llmi.events.DraftId;
import io.llmi.events.JobId;
import io.llmi.gateway.log.Samples;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A chat's text is the same however the pictures came, and no picture's Markdown is ever cut. */
class ChatProjectionTest {
    @Property
    void shouldSendTheWholeTextWhateverTheOrderOfResults(@ForAll long seed) {
        List<DocumentEvent> log = RandomLog.of(seed);
        Assume.that(log.stream().noneMatch(DocumentEvent.Reset.class::isInstance));
        Document end = ((DocumentEvent.Closed) log.getLast()).document();

        assertThat(String.join("", streamed(log)))
                .isEqualTo(String.join("", projection().deltas(end)));
    }

    @Property
    void shouldSendEachPictureInOneDelta(@ForAll long seed) {
        for (String delta : streamed(RandomLog.of(seed))) {
            assertThat(delta.contains("![") == delta.contains("](http")).isTrue();
        }
    }

    @Test
    void shouldSayThatTheTextWasWithdrawnWhenThePlannerStartsAgain() {
        JobId job = JobId.derived("tenant", "log");
        List<String> deltas = streamed(List.of(
                new DocumentEvent.TextDelta(job, 0, Samples.AT, 0, "first"),
                new DocumentEvent.Reset(job, 1, Samples.AT, new DraftId(job, 0), "the planner died"),
                new DocumentEvent.TextDelta(job, 2, Samples.AT, 0, "second")));

        assertThat(String.join("", deltas))
                .startsWith("first")
                .contains("withdrawn")
                .endsWith("second");
    }

    private static List<String> streamed(List<DocumentEvent> log) {
        ChatProjection projection = projection();
        Document document = Document.empty(JobId.derived("tenant", "log"), "", Samples.AT);
        List<String> deltas = new ArrayList<>();
        for (DocumentEvent event : log) {
            document = document.after(event);
            if (event instanceof DocumentEvent.Reset) {
                deltas.addAll(projection.reset());
            }
            deltas.addAll(projection.deltas(document));
        }
        return deltas;
    }

    private static ChatProjection projection() {
        return new ChatProjection(blob -> "http://localhost/v1/blobs/" + blob.sha256());
    }
}
