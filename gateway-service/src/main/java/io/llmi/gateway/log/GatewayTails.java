package io.llmi.gateway.log;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.llmi.events.Topics;
import io.llmi.gateway.GatewayConfig;
import io.llmi.toolkit.kafka.KafkaSettings;
import io.llmi.toolkit.kafka.TopicTail;
import io.llmi.toolkit.lifecycle.Component;

/** Keeps job summaries and event logs up to date from Kafka; started once both have caught up. */
@ApplicationScoped
class GatewayTails implements Component {
    private final KafkaSettings kafka;
    private final GatewayConfig config;
    private final SummaryTable summaries;
    private final JobLogs logs;
    private final Deque<TopicTail> running = new ArrayDeque<>();

    @Inject
    GatewayTails(KafkaSettings kafka, GatewayConfig config, SummaryTable summaries, JobLogs logs) {
        this.kafka = kafka;
        this.config = config;
        this.summaries = summaries;
        this.logs = logs;
    }

    @Override
    public String name() {
        return "gateway tails";
    }

    @Override
    public Phase phase() {
        return Phase.TAIL;
    }

    @Override
    public void start() {
        run(new TopicTail(
                Topics.JOB_SUMMARIES,
                kafka,
                new TopicTail.From.Beginning(),
                record -> summaries.apply(record.key(), Optional.ofNullable(record.value()))));
        // Only from now on: a job of before that has no summary any more was deleted.
        run(new TopicTail(
                Topics.JOBS,
                kafka,
                new TopicTail.From.Moment(Clock.systemUTC().instant()),
                record -> summaries.submitted(record.value())));
        // Nothing that still runs is older than the longest deadline.
        run(new TopicTail(
                Topics.DOCUMENT_EVENTS,
                kafka,
                new TopicTail.From.Moment(
                        Clock.systemUTC().instant().minus(config.log().replayWindow())),
                record -> logs.append(record.key(), record.value())));
    }

    @Override
    public void stop() {
        while (!running.isEmpty()) {
            running.pop().stop();
        }
    }

    private void run(TopicTail tail) {
        tail.start();
        running.push(tail);
    }
}
