package io.llmi.gateway.log;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.llmi.events.Document;
import io.llmi.events.DocumentEvent;
import io.llmi.events.JobSummary;
import io.llmi.gateway.http.ProblemException;

/** One job's events from the first to the last, for one reader that makes something else of them. */
public final class JobFeed {
    private final JobLogs logs;
    private final DocumentArchive archive;
    private final JobSummary job;
    private Optional<JobLog> log = Optional.empty();
    private long position;
    private boolean opened;
    private boolean ended;

    JobFeed(JobLogs logs, DocumentArchive archive, JobSummary job) {
        this.logs = logs;
        this.archive = archive;
        this.job = job;
    }

    /** Whether the job's last event was handed out. */
    public boolean ended() {
        return ended;
    }

    /**
     * The next events; none if nothing came in time. Of an ended job whose log is gone there is one event only, the last.
     *
     * @throws ProblemException 404 if nothing of the job is kept any more
     */
    public List<DocumentEvent> next(Duration wait) throws InterruptedException {
        if (log.isEmpty()) {
            log = opened ? logs.reopen(job) : logs.open(job);
            opened = true;
            if (log.isEmpty()) {
                return List.of(closing());
            }
        }
        JobLog.Read read = log.get().read(position, wait);
        if (read.lost()) {
            log = Optional.empty();
            return List.of();
        }
        if (!read.entries().isEmpty()) {
            position = read.entries().getLast().seq() + 1;
            ended = read.ended();
        }
        return read.entries().stream().map(LogEntry::event).toList();
    }

    private DocumentEvent closing() {
        Document document = archive.read(job.id())
                .orElseThrow(() -> ProblemException.notFound("the events of this job are no longer kept"));
        ended = true;
        return new DocumentEvent.Closed(
                job.id(), position, document.completedAt().orElse(document.createdAt()), document);
    }
}
