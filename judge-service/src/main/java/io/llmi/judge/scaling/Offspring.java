package io.llmi.judge.scaling;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.llmi.events.JobId;
import io.llmi.events.JobSubmitted;
import io.llmi.events.Message;
import io.llmi.events.Revision;
import io.llmi.events.Sampling;
import io.llmi.events.Scaling;
import io.llmi.events.ScalingReport;

/**
 * The jobs that are submitted for one job. Ids follow from the job and the attempt, so that whoever repeats the
 * coordination knows whose they are. Pure.
 */
final class Offspring {
    static final String TENANT = JobSubmitted.internalTenant("scaling");

    /** Temperatures of the candidates after the first, unless the job names one. */
    private static final double COOL = 0.6;

    private static final double WARM = 1.1;

    private final JobSubmitted job;
    private final int attempt;

    /** @param attempt how often the job was delivered, from 1 */
    Offspring(JobSubmitted job, int attempt) {
        this.job = job;
        this.attempt = attempt;
    }

    /** Writes a candidate's text and calls no tool. */
    JobSubmitted write(int candidate, Instant now, Instant deadline) {
        return child("write-" + candidate, now, deadline, job.messages(), sampling(candidate), Optional.empty(), true);
    }

    /** Makes the document of a draft, or of the draft as it is after repairs. */
    JobSubmitted make(int candidate, int repair, String draft, Instant now, Instant deadline) {
        return child(
                "make-%d-%d".formatted(candidate, repair),
                now,
                deadline,
                job.messages(),
                Sampling.DEFAULT,
                Optional.of(draft),
                false);
    }

    /**
     * Makes a variant of a candidate's pictures.
     *
     * @param variant from 1
     */
    JobSubmitted vary(int candidate, int variant, Revision pictures, Instant now, Instant deadline) {
        return child(
                        "vary-%d-%d".formatted(candidate, variant),
                        now,
                        deadline,
                        job.messages(),
                        Sampling.DEFAULT,
                        Optional.empty(),
                        false)
                .withRevision(pictures, job.budget());
    }

    /**
     * Asks for another text, given what was written and what is to be done with it.
     *
     * @param name unlike that of any other step
     */
    JobSubmitted rewrite(String name, String draft, String instruction, Instant now, Instant deadline) {
        List<Message> messages = new ArrayList<>(job.messages());
        messages.add(new Message(Message.Role.ASSISTANT, draft, List.of()));
        messages.add(new Message(Message.Role.USER, instruction, List.of()));
        return child(name, now, deadline, messages, job.sampling(), Optional.empty(), true);
    }

    /** The job itself, with the draft that it shall have. */
    JobSubmitted chosen(String draft, ScalingReport report) {
        return again(Optional.of(draft), report);
    }

    /** The job itself, planned as if no candidates had been asked for. */
    JobSubmitted plain(ScalingReport report) {
        return again(Optional.empty(), report);
    }

    private JobSubmitted again(Optional<String> draft, ScalingReport report) {
        return new JobSubmitted(
                job.id(),
                job.tenant(),
                job.createdAt(),
                job.deadline(),
                job.messages(),
                job.images(),
                job.imageCount(),
                job.tools(),
                Scaling.NONE,
                job.maxImages(),
                job.metadata(),
                job.webhookUrl(),
                job.sampling(),
                draft,
                false,
                Optional.of(report),
                job.budget(),
                Optional.empty());
    }

    private JobSubmitted child(
            String name,
            Instant now,
            Instant deadline,
            List<Message> messages,
            Sampling sampling,
            Optional<String> draft,
            boolean written) {
        return new JobSubmitted(
                JobId.derived(TENANT, "%s/%d/%s".formatted(job.id(), attempt, name)),
                TENANT,
                now,
                deadline,
                messages,
                job.images(),
                job.imageCount(),
                job.tools(),
                Scaling.NONE,
                job.maxImages(),
                Map.of("parent", job.id().value(), "purpose", name),
                Optional.empty(),
                sampling,
                draft,
                written,
                Optional.empty(),
                job.budget(),
                Optional.empty());
    }

    private Sampling sampling(int candidate) {
        Sampling asked = job.sampling();
        int samples = job.scaling().samples();
        if (candidate == 0) {
            return asked;
        }
        double spread = samples < 3 ? WARM : COOL + (WARM - COOL) * (candidate - 1) / (samples - 2);
        return new Sampling(
                asked.temperature().or(() -> Optional.of(spread)),
                asked.topP(),
                asked.maxTokens(),
                Optional.of(asked.seed().orElse(0L) + candidate));
    }
}
