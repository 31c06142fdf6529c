package io.llmi.bench;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;

/** Reads what the broker has taken so far, over all topics, internal ones and changelogs included. */
final class BrokerMeter implements AutoCloseable {
    private final Admin admin;

    BrokerMeter(String bootstrapServers) {
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }

    /**
     * A reading.
     *
     * @param records offsets used, transaction markers included
     * @param bytes size of the logs on disk
     */
    record Reading(long records, long bytes) {
        Reading since(Reading before) {
            return new Reading(records - before.records, bytes - before.bytes);
        }
    }

    Reading read() throws ExecutionException, InterruptedException {
        Set<String> topics = admin.listTopics(new ListTopicsOptions().listInternal(true))
                .names()
                .get();
        Map<TopicPartition, OffsetSpec> latest = admin.describeTopics(topics).allTopicNames().get().values().stream()
                .flatMap(topic -> partitions(topic).stream())
                .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
        long records = admin.listOffsets(latest).all().get().values().stream()
                .mapToLong(result -> result.offset())
                .sum();
        Collection<Integer> brokers = admin.describeCluster().nodes().get().stream()
                .map(node -> node.id())
                .toList();
        long bytes = admin.describeLogDirs(brokers).allDescriptions().get().values().stream()
                .flatMap(directories -> directories.values().stream())
                .flatMap(directory -> directory.replicaInfos().values().stream())
                .mapToLong(replica -> replica.size())
                .sum();
        return new Reading(records, bytes);
    }

    private static Collection<TopicPartition> partitions(TopicDescription topic) {
        return topic.partitions().stream()
                .map(partition -> new TopicPartition(topic.name(), partition.partition()))
                .toList();
    }

    @Override
    public void close() {
        admin.close();
    }
}
