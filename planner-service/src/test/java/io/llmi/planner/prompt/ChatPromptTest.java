package io.llmi.planner.prompt;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.List;

import javax.imageio.ImageIO;

import io.llmi.events.ImageCount;
import io.llmi.events.Message;
import io.llmi.planner.Jobs;
import io.llmi.planner.backend.PlanRequest;
import io.llmi.toolkit.contract.MemoryBlobs;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ChatPromptTest {
    private final MemoryBlobs blobs = new MemoryBlobs();
    private final ChatPrompt prompt = new ChatPrompt(new UserImages(blobs, 10_000));

    private static byte[] picture(int width, int height, String format) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), format, out);
        return out.toByteArray();
    }

    private String system(int images, ImageCount count) throws Exception {
        PlanRequest request =
                new PlanRequest(Jobs.job(List.of(Message.user("Tides")), images, count), Jobs.tools("search", "edit"));
        ChatMessage first = prompt.messages(request).getFirst();
        assertThat(first.role()).isEqualTo("system");
        return ((ChatMessage.Text) first.parts().getFirst()).text();
    }

    @Test
    void shouldTeachTheRegisteredToolsAndNoOthers() throws Exception {
        assertThat(system(0, ImageCount.ANY))
                .contains("### search", "Use edit when it fits.", "<imgen>{\"source\":\"search\"}</imgen>")
                .contains("\"search\", \"edit\"")
                .contains("first tag of your document makes image 0")
                .doesNotContain("### code", "{{");
    }

    @Test
    void shouldCountFromTheUsersPicturesAndStateTheAmount() throws Exception {
        assertThat(system(3, ImageCount.exactly(4))).contains("images 0 to 2", "makes image 3", "exactly 4 tags");
        assertThat(system(0, ImageCount.SOME)).contains("at least one tag");
        assertThat(system(0, ImageCount.NONE)).doesNotContain("imgen");
    }

    @Test
    void shouldPutPicturesIntoTheTurnTheyBelongTo() throws Exception {
        blobs.keep("00", picture(50, 40, "png"));
        PlanRequest request = new PlanRequest(
                Jobs.job(
                        List.of(
                                new Message(Message.Role.USER, "First", List.of(1)),
                                new Message(Message.Role.ASSISTANT, "Yes", List.of()),
                                new Message(Message.Role.SYSTEM, "Be brief", List.of()),
                                Message.user("Second")),
                        2,
                        ImageCount.ANY),
                Jobs.allTools());

        List<ChatMessage> messages = prompt.messages(request);

        assertThat(messages).extracting(ChatMessage::role).containsExactly("system", "user", "assistant", "user");
        assertThat(((ChatMessage.Text) messages.getFirst().parts().getFirst()).text())
                .contains("Be brief");
        assertThat(messages.get(1).parts()).hasSize(3).contains(new ChatMessage.Text("Image 1:"));
        assertThat(messages.get(3).parts()).hasSize(3).contains(new ChatMessage.Text("Image 0:"));
        assertThat(((ChatMessage.Image) messages.get(3).parts().get(2)).dataUri())
                .isEqualTo("data:image/png;base64,"
                        + Base64.getEncoder().encodeToString(blobs.get("00").orElseThrow()));
    }

    @Test
    void shouldScalePicturesDownToTheBudget() throws Exception {
        blobs.keep("00", picture(400, 100, "jpeg"));

        List<ChatMessage> messages = prompt.messages(
                new PlanRequest(Jobs.job(List.of(Message.user("Look")), 1, ImageCount.ANY), Jobs.allTools()));

        String uri = ((ChatMessage.Image) messages.get(1).parts().get(2)).dataUri();
        assertThat(uri).startsWith("data:image/jpeg;base64,");
        BufferedImage sent =
                ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(uri.substring(uri.indexOf(',') + 1))));
        assertThat(sent.getWidth()).isEqualTo(200);
        assertThat(sent.getHeight()).isEqualTo(50);
    }

    @Test
    void shouldSayThatAPictureIsMissingInsteadOfFailing() throws Exception {
        List<ChatMessage> messages = prompt.messages(
                new PlanRequest(Jobs.job(List.of(Message.user("Look")), 1, ImageCount.ANY), Jobs.allTools()));

        assertThat(messages.get(1).parts()).contains(new ChatMessage.Text("(Image 0 could not be read.)"));
    }
}
