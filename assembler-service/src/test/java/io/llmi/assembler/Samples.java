package io.llmi.assembler;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.events.BlobRef;
import io.llmi.events.CallId;
import io.llmi.events.DraftEvent;
import io.llmi.events.DraftId;
import io.llmi.events.FailureCode;
import io.llmi.events.ImageCount;
import io.llmi.events.JobControl;
import io.llmi.events.JobId;
import io.llmi.events.JobSubmitted;
import io.llmi.events.Message;
import io.llmi.events.PlanContext;
import io.llmi.events.PlanOutcome;
import io.llmi.events.Provenance;
import io.llmi.events.Scaling;
import io.llmi.events.TokenUsage;
import io.llmi.events.ToolCall;
import io.llmi.events.ToolFailure;
import io.llmi.events.ToolOutcome;
import io.llmi.events.ToolPreview;
import io.llmi.events.ToolResult;
import io.llmi.events.ToolSuccess;

/** Records of one job, as the other services would send them. */
public final class Samples {
    public static final Instant CREATED = Instant.parse("2026-03-01T10:00:00Z");
    public static final Instant DEADLINE = CREATED.plusSeconds(300);
    public static final JobId JOB = new JobId("job_" + "0".repeat(25) + "1");
    public static final DraftId DRAFT = new DraftId(JOB, 0);

    private Samples() {}

    public static JobSubmitted job(int images) {
        return job(JOB, images);
    }

    public static JobSubmitted job(JobId id, int images) {
        return new JobSubmitted(
                id,
                "acme",
                CREATED,
                DEADLINE,
                List.of(Message.user("Draw the harbour")),
                IntStream.range(0, images).mapToObj(i -> blob("given" + i)).toList(),
                ImageCount.ANY,
                List.of(),
                Scaling.NONE,
                32,
                Map.of("order", "7"),
                Optional.empty());
    }

    public static JobSubmitted jobWithWebhook(String url) {
        JobSubmitted plain = job(0);
        return new JobSubmitted(
                plain.id(),
                plain.tenant(),
                plain.createdAt(),
                plain.deadline(),
                plain.messages(),
                plain.images(),
                plain.imageCount(),
                plain.tools(),
                plain.scaling(),
                plain.maxImages(),
                plain.metadata(),
                Optional.of(url));
    }

    public static BlobRef blob(String name) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return new BlobRef(HexFormat.of().formatHex(digest), "image/png", 640, 480, 12_345);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    public static JobControl.Cancel cancel(String reason) {
        return new JobControl.Cancel(JOB, CREATED.plusSeconds(5), reason);
    }

    public static ToolCall call(String tool, String what) {
        ObjectNode params = JsonNodeFactory.instance.objectNode().put("prompt", what);
        return new ToolCall(tool, "A picture of " + what, params);
    }

    public static ToolCall edit(int imageIndex, String what) {
        ObjectNode params = JsonNodeFactory.instance.objectNode().put("img_index", imageIndex);
        return new ToolCall("edit", "Changed: " + what, params.put("prompt", what));
    }

    public static ToolResult success(ToolCall call, String fingerprint, int slot, String image) {
        Provenance provenance = Provenance.madeBy("procedural", call.params());
        return result(
                call.tool(), fingerprint, slot, new ToolSuccess(blob(image), "alt " + image, provenance, List.of()));
    }

    public static ToolResult preview(ToolCall call, int slot, int number) {
        return result(call.tool(), call.fingerprint(), slot, new ToolPreview(number, blob("preview " + number)));
    }

    public static ToolResult success(ToolCall call, int slot, String image) {
        return success(call, call.fingerprint(), slot, image);
    }

    public static ToolResult failure(ToolCall call, int slot) {
        ToolFailure failure = new ToolFailure(FailureCode.BACKEND_ERROR, "the backend is down");
        return result(call.tool(), call.fingerprint(), slot, failure);
    }

    public static ToolResult result(String tool, String fingerprint, int slot, ToolOutcome outcome) {
        return new ToolResult(
                new CallId(DRAFT, slot),
                tool,
                fingerprint,
                outcome,
                1,
                "worker-1",
                CREATED.plusSeconds(2),
                CREATED.plusSeconds(3),
                CREATED.plusSeconds(7));
    }

    /** The records of one epoch, numbered as they are made. */
    public static final class Epoch {
        private final DraftId draft;
        private final long number;
        private int seq;
        private int slot;

        public Epoch(long number) {
            this(DRAFT, number);
        }

        public Epoch(DraftId draft, long number) {
            this.draft = draft;
            this.number = number;
        }

        public DraftEvent.Started started() {
            PlanContext context = new PlanContext(
                    List.of("search", "diffusion", "code", "edit"),
                    List.of("edit"),
                    0,
                    CREATED.plus(Duration.ofSeconds(300)),
                    32,
                    "rehearsal",
                    "rules");
            return new DraftEvent.Started(draft, number, seq++, context);
        }

        public DraftEvent.TextAppended text(String text) {
            return new DraftEvent.TextAppended(draft, number, seq++, text);
        }

        public DraftEvent.ImageRequested picture(ToolCall call) {
            return new DraftEvent.ImageRequested(draft, number, seq++, slot++, call, true);
        }

        public DraftEvent.ImageRequested edited(ToolCall call) {
            return new DraftEvent.ImageRequested(draft, number, seq++, slot++, call, false);
        }

        public DraftEvent.ImageRejected rejected(String message) {
            ToolFailure failure = new ToolFailure(FailureCode.UNREADABLE_TAG, message);
            return new DraftEvent.ImageRejected(
                    draft, number, seq++, slot++, Optional.empty(), "", failure, Optional.empty());
        }

        public DraftEvent.Ended ended(PlanOutcome outcome) {
            return new DraftEvent.Ended(draft, number, seq++, outcome, Optional.empty(), new TokenUsage(100, 200));
        }

        public DraftEvent.Ended ended() {
            return ended(PlanOutcome.COMPLETED);
        }
    }
}
