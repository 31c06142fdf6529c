package io.llmi.gateway.job;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import io.llmi.events.Document;
import io.llmi.events.JobId;
import io.llmi.events.JobStatus;
import io.llmi.events.JobSummary;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A job as the API shows it.
 *
 * @param excerpt the beginning of the prompt
 * @param images pictures that are ready
 * @param revises the job whose document this one's is with pictures changed
 * @param progress how far the document has come, where this gateway follows it
 */
@Schema(name = "Job")
public record JobView(
        @Schema(implementation = String.class) JobId id,
        JobStatus status,
        Instant createdAt,
        Instant deadline,
        Optional<Instant> completedAt,
        String excerpt,
        int images,
        Map<String, String> metadata,
        @Schema(implementation = String.class) Optional<JobId> revises,
        Optional<Progress> progress,
        Links links) {

    /** How far a document has come; {@code textChars} counts UTF-16 units. */
    public record Progress(long textChars, int imagesReady, int imagesFailed, int imagesPending) {
        static Progress of(Document document) {
            long chars = 0;
            int[] images = new int[Document.ImageStatus.values().length];
            for (Document.Part part : document.parts()) {
                switch (part) {
                    case Document.TextPart text -> chars += text.text().length();
                    case Document.ImagePart image -> images[image.status().ordinal()]++;
                }
            }
            return new Progress(
                    chars,
                    images[Document.ImageStatus.READY.ordinal()],
                    images[Document.ImageStatus.FAILED.ordinal()],
                    images[Document.ImageStatus.PENDING.ordinal()]);
        }
    }

    /** Where the job's resources are. */
    public record Links(String self, String events, String document, String cancel) {
        static Links of(JobId id) {
            String self = "/v1/jobs/" + id;
            return new Links(self, self + "/events", self + "/document", self + "/cancel");
        }
    }

    public static JobView of(JobSummary job) {
        return new JobView(
                job.id(),
                job.status(),
                job.createdAt(),
                job.deadline(),
                job.completedAt(),
                job.excerpt(),
                job.images(),
                job.metadata(),
                job.revises(),
                Optional.empty(),
                Links.of(job.id()));
    }

    /** The job with what its document says, which may be ahead of the summary. */
    static JobView of(JobSummary job, Document document) {
        boolean ahead = !job.status().isTerminal();
        Progress progress = Progress.of(document);
        return new JobView(
                job.id(),
                ahead ? document.status() : job.status(),
                job.createdAt(),
                job.deadline(),
                ahead ? document.completedAt() : job.completedAt(),
                job.excerpt(),
                progress.imagesReady(),
                job.metadata(),
                job.revises(),
                Optional.of(progress),
                Links.of(job.id()));
    }
}
