package io.llmi.gateway.log;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.llmi.events.Document;
import io.llmi.events.JobSummary;
import io.llmi.gateway.http.ProblemException;

/** Documents as far as they have come: the archived final one, else the fold of the log. Thread-safe, blocking. */
@ApplicationScoped
public class JobDocuments {
    private final JobLogs logs;
    private final DocumentArchive archive;

    @Inject
    public JobDocuments(JobLogs logs, DocumentArchive archive) {
        this.logs = logs;
        this.archive = archive;
    }

    /** @throws ProblemException 404 if the job ended and neither document nor log are kept any more */
    public Document read(JobSummary job) {
        // The log may be ahead of the summary: a client that saw the last event gets the final document.
        Optional<Document> live =
                logs.inMemory(job.id()).filter(JobLog::isEnded).map(log -> fold(log, job));
        return live.or(() -> job.status().isTerminal() ? archive.read(job.id()) : Optional.empty())
                .or(() -> logs.open(job).map(log -> fold(log, job)))
                .orElseThrow(() -> ProblemException.notFound("the document of this job is no longer kept"));
    }

    /** The document if the log is in memory, without reading anything back. */
    public Optional<Document> peek(JobSummary job) {
        return logs.inMemory(job.id()).map(log -> fold(log, job));
    }

    private static Document fold(JobLog log, JobSummary job) {
        return log.document(Document.empty(job.id(), job.excerpt(), job.createdAt()));
    }
}
