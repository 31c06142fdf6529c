package io.llmi.gateway.log;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.llmi.events.JobSummary;

/** Opens feeds of jobs' events. Thread-safe. */
@ApplicationScoped
public class JobFeeds {
    private final JobLogs logs;
    private final DocumentArchive archive;

    @Inject
    public JobFeeds(JobLogs logs, DocumentArchive archive) {
        this.logs = logs;
        this.archive = archive;
    }

    /** A feed from the job's first event on, to be read by one thread. */
    public JobFeed open(JobSummary job) {
        return new JobFeed(logs, archive, job);
    }
}
