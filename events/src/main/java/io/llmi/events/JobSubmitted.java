package io.llmi.events;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * A job as the gateway accepted it; the record of {@link Topics#JOBS}.
 *
 * @param tenant whose job it is; {@code "default"} where no keys are configured
 * @param deadline by when the job has ended, complete or partial
 * @param messages the conversation, oldest first; never empty
 * @param images the user's own pictures; their indices 0..k-1 are what {@code img_index} counts first
 * @param imageCount how many pictures are wanted
 * @param tools the tools that may be used; empty means every registered one
 * @param maxImages the most tags that are executed; further ones become failed parts
 * @param sampling how the planner's model samples
 * @param givenDraft a text with tags that is taken as the draft as it stands, in place of one that a planner would
 *     write; everything behind the planner treats it like any other
 * @param written whether the draft is only written and read: its tags become gaps, and no tool is called
 * @param scaled what test-time scaling did to find the given draft
 * @param budget what its pictures may cost; without it there is no limit
 * @param revision the document, in place of one that is planned, if it revises an earlier one
 */
public record JobSubmitted(
        JobId id,
        String tenant,
        Instant createdAt,
        Instant deadline,
        List<Message> messages,
        List<BlobRef> images,
        ImageCount imageCount,
        List<String> tools,
        Scaling scaling,
        int maxImages,
        Map<String, String> metadata,
        Optional<String> webhookUrl,
        Sampling sampling,
        Optional<String> givenDraft,
        boolean written,
        Optional<ScalingReport> scaled,
        Optional<Budget> budget,
        Optional<Revision> revision) {

    /** Tenants of jobs that the system itself submits begin so; nobody's list shows them. */
    private static final String INTERNAL = "internal:";

    public static final int DEFAULT_MAX_IMAGES = 32;

    public JobSubmitted {
        tenant = orElse(tenant, "default");
        messages = copy(messages);
        images = copy(images);
        imageCount = orElse(imageCount, ImageCount.ANY);
        tools = copy(tools);
        scaling = orElse(scaling, Scaling.NONE);
        maxImages = maxImages == 0 ? DEFAULT_MAX_IMAGES : maxImages;
        metadata = Map.copyOf(orElse(metadata, Map.of()));
        webhookUrl = orElse(webhookUrl, Optional.empty());
        sampling = orElse(sampling, Sampling.DEFAULT);
        givenDraft = orElse(givenDraft, Optional.empty());
        scaled = orElse(scaled, Optional.empty());
        budget = orElse(budget, Optional.empty());
        revision = orElse(revision, Optional.empty());
    }

    /** A job whose draft a planner writes as it likes. */
    public JobSubmitted(
            JobId id,
            String tenant,
            Instant createdAt,
            Instant deadline,
            List<Message> messages,
            List<BlobRef> images,
            ImageCount imageCount,
            List<String> tools,
            Scaling scaling,
            int maxImages,
            Map<String, String> metadata,
            Optional<String> webhookUrl) {
        this(
                id,
                tenant,
                createdAt,
                deadline,
                messages,
                images,
                imageCount,
                tools,
                scaling,
                maxImages,
                metadata,
                webhookUrl,
                Sampling.DEFAULT,
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The same job with this text as its draft. */
    public JobSubmitted withGivenDraft(String draft) {
        return new JobSubmitted(
                id,
                tenant,
                createdAt,
                deadline,
                messages,
                images,
                imageCount,
                tools,
                scaling,
                maxImages,
                metadata,
                webhookUrl,
                sampling,
                Optional.of(draft),
                written,
                scaled,
                budget,
                revision);
    }

    /** The same job, to have this document in place of one that is planned, and to spend no more on it than this. */
    public JobSubmitted withRevision(Revision document, Optional<Budget> limit) {
        return new JobSubmitted(
                id,
                tenant,
                createdAt,
                deadline,
                messages,
                images,
                imageCount,
                tools,
                scaling,
                maxImages,
                metadata,
                webhookUrl,
                sampling,
                givenDraft,
                written,
                scaled,
                limit,
                Optional.of(document));
    }

    /** The tenant of jobs that a part of the system submits. */
    public static String internalTenant(String part) {
        return INTERNAL + part;
    }

    /** Whether jobs of this tenant are the system's own. */
    public static boolean isInternal(String tenant) {
        return tenant.startsWith(INTERNAL);
    }

    /** Whether candidates are to be tried before one of them becomes the document. */
    public boolean wantsCandidates() {
        return givenDraft.isEmpty()
                && revision.isEmpty()
                && (scaling.samples() > 1 || scaling.variants() > 1 || scaling.polish());
    }

    /** The newest thing that the user asked for: what a document is titled and listed by. */
    public String prompt() {
        for (int i = messages.size() - 1; i >= 0; i--) {
            if (messages.get(i).role() == Message.Role.USER) {
                return messages.get(i).text();
            }
        }
        return "";
    }

    private static <T> List<T> copy(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }

    private static <T> T orElse(@Nullable T value, T otherwise) {
        return value == null ? otherwise : value;
    }
}
