package io.llmi.gateway.conversation;

import java.util.List;

import io.llmi.events.BlobRef;
import io.llmi.events.Document;
import io.llmi.events.DocumentEvent;
import io.llmi.events.JobId;
import io.llmi.events.Message;
import io.llmi.gateway.log.Samples;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ConversationTest {
    private static final BlobRef MINE = new BlobRef("01".repeat(32), "image/png", 1, 1, 1);
    private static final BlobRef NEXT = new BlobRef("02".repeat(32), "image/png", 1, 1, 1);

    @Test
    void shouldCountThePicturesOfEarlierDocumentsWhenANextTurnFollows() {
        Document document =
                ((DocumentEvent.Closed) Samples.log(JobId.derived("t", "k"), 1).getLast()).document();
        Conversation asked =
                new Conversation(List.of(new Message(Message.Role.USER, "one", List.of(0))), List.of(MINE));

        Conversation next = asked.answeredBy(document)
                .then(new Conversation(List.of(new Message(Message.Role.USER, "two", List.of(0))), List.of(NEXT)));

        assertThat(next.images()).hasSize(3).startsWith(MINE).endsWith(NEXT);
        assertThat(next.messages())
                .extracting(Message::role)
                .containsExactly(Message.Role.USER, Message.Role.ASSISTANT, Message.Role.USER);
        assertThat(next.messages().get(1).text()).contains("word 0").contains("[Image 1: a lighthouse]");
        assertThat(next.messages().getLast().images()).containsExactly(2);
    }
}
