package io.llmi.judge.http;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.inject.Singleton;

import io.llmi.events.Document;
import io.llmi.events.EventCodec;
import io.llmi.events.FailureCode;
import io.llmi.events.JobControl;
import io.llmi.events.JobId;
import io.llmi.events.JobSubmitted;
import io.llmi.events.TraceParent;
import io.llmi.judge.Documents;
import io.llmi.judge.run.DocumentWaits;
import io.llmi.toolkit.kafka.EventPublisher;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Stands for everything behind the judge: makes a document of each job's given draft, in which tags of the tool
 * {@code broken} fail. A draft with the word HANG never becomes one.
 */
@Singleton
public class FakePipeline implements EventPublisher, DocumentWaits {
    private static final Pattern TAG = Pattern.compile("<imgen>(\\w+)</imgen>");

    final List<JobSubmitted> jobs = new CopyOnWriteArrayList<>();
    final List<JobControl> controls = new CopyOnWriteArrayList<>();
    volatile boolean down;
    private final Map<JobId, CompletableFuture<Document>> waiting = new ConcurrentHashMap<>();

    @Override
    public <T> CompletableFuture<Void> publish(
            String topic, String key, T event, EventCodec<T> codec, TraceParent trace) {
        if (down) {
            return CompletableFuture.failedFuture(new TimeoutException("no broker"));
        }
        switch (event) {
            case JobSubmitted job -> {
                jobs.add(job);
                String draft = job.givenDraft().orElseThrow();
                if (!draft.contains("HANG")) {
                    await(job.id()).complete(document(job.id(), draft));
                }
            }
            case JobControl control -> controls.add(control);
            default -> throw new AssertionError("unexpected " + event);
        }
        return CompletableFuture.completedFuture(null);
    }

    private static Document document(JobId job, String draft) {
        Documents parts = new Documents();
        int from = 0;
        Matcher tag = TAG.matcher(draft);
        while (tag.find()) {
            parts.text(draft.substring(from, tag.start()));
            if (tag.group(1).equals("broken")) {
                parts.gap("code", "A chart of the water", FailureCode.NO_OUTPUT);
            } else {
                parts.picture(tag.group(1), "A lighthouse by the sea");
            }
            from = tag.end();
        }
        if (from < draft.length()) {
            parts.text(draft.substring(from));
        }
        return parts.document(job);
    }

    @Override
    public CompletableFuture<Void> tombstone(String topic, String key, TraceParent trace) {
        throw new AssertionError("the judge deletes nothing");
    }

    @Override
    public CompletableFuture<Document> await(JobId job) {
        return waiting.computeIfAbsent(job, id -> new CompletableFuture<>());
    }

    @Override
    public void forget(JobId job) {
        waiting.remove(job);
    }

    int waiting() {
        return waiting.size();
    }
}
