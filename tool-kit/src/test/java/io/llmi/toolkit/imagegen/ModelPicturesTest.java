package io.llmi.toolkit.imagegen;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

import io.llmi.events.CallId;
import io.llmi.events.DraftId;
import io.llmi.events.JobId;
import io.llmi.events.Json;
import io.llmi.events.Provenance;
import io.llmi.toolkit.backend.Backend;
import io.llmi.toolkit.backend.BackendCall;
import io.llmi.toolkit.backend.BackendException;
import io.llmi.toolkit.backend.Remedy;
import io.llmi.toolkit.contract.TestSanitizer;
import io.llmi.toolkit.image.ImageSanitizer;
import io.llmi.toolkit.image.TestPictures;
import io.llmi.toolkit.image.provenance.DigitalSourceType;
import io.llmi.toolkit.tool.Previews;
import io.llmi.toolkit.tool.ToolReply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class ModelPicturesTest {
    private static final ImageSanitizer SANITIZER = TestSanitizer.create();
    private final ModelPictures models = new ModelPictures(SANITIZER, DigitalSourceType.TRAINED_ALGORITHMIC_MEDIA);

    @AfterAll
    static void close() {
        SANITIZER.close();
    }

    @Test
    void shouldDropWhatTheServerWroteIntoTheFileAndMarkTheProvenance() throws Exception {
        byte[] told = TestPictures.withChunk(
                TestPictures.png(32, 32), "tEXt", TestPictures.ascii("parameters\0a tide, /home/me/models"));

        ToolReply.Picture picture = models.of(answering(told)).produce("a tide", call());

        assertThat(new String(told, StandardCharsets.ISO_8859_1)).contains("/home/me");
        assertThat(new String(picture.bytes(), StandardCharsets.ISO_8859_1)).doesNotContain("/home/me");
        assertThat(picture.provenance().sourceType()).contains("trainedAlgorithmicMedia");
        assertThat(picture.alt()).isEqualTo("a tide");
    }

    @Test
    void shouldTryAgainWhenThePictureIsCutOff() {
        byte[] whole = TestPictures.png(64, 64);
        byte[] cut = java.util.Arrays.copyOf(whole, whole.length / 2);

        BackendException failure = catchThrowableOfType(
                BackendException.class, () -> models.of(answering(cut)).produce("a tide", call()));

        assertThat(failure.remedy()).isInstanceOf(Remedy.TryAgain.class);
        assertThat(failure.reason()).contains("model");
    }

    private static BackendCall call() {
        CallId id = new CallId(new DraftId(JobId.derived("tenant", "models"), 0), 0);
        return new BackendCall(id, id.toString(), Instant.now().plusSeconds(60), Previews.NONE);
    }

    private static Backend<String> answering(byte[] bytes) {
        return new Backend<>() {
            @Override
            public String name() {
                return "model";
            }

            @Override
            public String identity() {
                return "model";
            }

            @Override
            public ToolReply.Picture produce(String request, BackendCall call) {
                return new ToolReply.Picture(
                        bytes, request, Provenance.madeBy("model", Json.mapper().createObjectNode()));
            }
        };
    }
}
