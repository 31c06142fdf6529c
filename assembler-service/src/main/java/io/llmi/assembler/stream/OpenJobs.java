package io.llmi.assembler.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.llmi.assembler.join.JoinLimits;
import io.llmi.assembler.join.Step;
import io.llmi.events.JobId;
import io.llmi.events.MalformedEventException;
import io.llmi.events.TraceParent;
import org.jboss.logging.Logger;

/** The jobs of one task, on the heap and in its journal; both change together. */
final class OpenJobs {
    private static final Logger LOG = Logger.getLogger(OpenJobs.class);
    private final Journal journal;
    private final JoinLimits limits;
    private final Duration retention;
    private final InputReader reader;
    private final Map<JobId, LiveJob> open = new HashMap<>();
    private final Set<JobId> closed = new HashSet<>();
    private final DueTimes due = new DueTimes();

    /** @param retention how long a closed job, and one that was never submitted, is remembered */
    OpenJobs(Journal journal, JoinLimits limits, Duration retention, InputReader reader) {
        this.journal = journal;
        this.limits = limits;
        this.retention = retention;
        this.reader = reader;
    }

    /** Rebuilds the jobs by repeating their inputs. */
    void restore() {
        journal.replay(new Journal.Visitor() {
            @Override
            public void closed(JobId job, Instant until) {
                closed.add(job);
                due.schedule(job, until);
            }

            @Override
            public void opened(JobId job, Opening opening) {
                open.put(job, new LiveJob(job, opening));
            }

            @Override
            public void entry(JobId job, JournalEntry entry) {
                Optional.ofNullable(open.get(job)).ifPresent(live -> repeat(live, entry));
            }
        });
        open.values().forEach(this::schedule);
        LOG.debugf("restored %d open and %d closed jobs", open.size(), closed.size());
    }

    /** Gives a record to its job; the step that it caused, with the job, or empty if the job is closed. */
    Optional<Stepped> take(Arrival arrival, TraceParent trace, Instant now) {
        JobId id = arrival.input().job();
        if (closed.contains(id)) {
            return Optional.empty();
        }
        LiveJob live = Optional.ofNullable(open.get(id))
                .orElseGet(() -> new LiveJob(id, new Opening(now, trace.toString(), limits)));
        Step step = live.join().step(arrival.input(), arrival.recordedAt(), now);
        if (step.changed()) {
            keep(
                    live,
                    new JournalEntry(
                            arrival.kind(),
                            now,
                            arrival.recordedAt(),
                            live.join().emitted(),
                            arrival.payload()));
        }
        return Optional.of(new Stepped(live, step));
    }

    /** Looks at the jobs that are due; the steps that this caused. */
    List<Stepped> tick(Instant now) {
        return due.take(now).stream().flatMap(id -> tick(id, now).stream()).toList();
    }

    /** What one input did to one job. */
    record Stepped(LiveJob job, Step step) {}

    private Optional<Stepped> tick(JobId id, Instant now) {
        if (closed.remove(id)) {
            journal.forgetClosed(id);
            return Optional.empty();
        }
        LiveJob live = open.get(id);
        if (live == null) {
            return Optional.empty();
        }
        if (live.join().nextDeadline().isEmpty()) {
            LOG.warnf("job %s: forgotten, its own record did not come within %s", id, retention);
            open.remove(id);
            journal.erase(id, live.entries());
            return Optional.empty();
        }
        Step step = live.join().tick(now);
        if (step.changed()) {
            keep(live, JournalEntry.tick(now, live.join().emitted()));
        } else {
            schedule(live);
        }
        return Optional.of(new Stepped(live, step));
    }

    private void keep(LiveJob live, JournalEntry entry) {
        if (live.join().isClosed()) {
            close(live, entry.now());
            return;
        }
        if (open.putIfAbsent(live.id(), live) == null) {
            journal.open(live.id(), live.opening());
        }
        journal.append(live.id(), live.nextEntry(), entry);
        schedule(live);
    }

    private void close(LiveJob live, Instant now) {
        if (open.remove(live.id()) != null) {
            journal.erase(live.id(), live.entries());
        }
        Instant until = now.plus(retention);
        journal.close(live.id(), until);
        closed.add(live.id());
        due.schedule(live.id(), until);
    }

    private void schedule(LiveJob live) {
        due.schedule(
                live.id(), live.join().nextDeadline().orElse(live.openedAt().plus(retention)));
    }

    private void repeat(LiveJob live, JournalEntry entry) {
        live.nextEntry();
        try {
            reader.input(entry.kind(), entry.payload())
                    .ifPresentOrElse(
                            input -> live.join().step(input, entry.recordedAt(), entry.now()),
                            () -> live.join().tick(entry.now()));
        } catch (MalformedEventException e) {
            throw new IllegalStateException("the journal of " + live.id() + " is damaged", e);
        }
        live.join().continueAt(entry.emitted());
    }
}
