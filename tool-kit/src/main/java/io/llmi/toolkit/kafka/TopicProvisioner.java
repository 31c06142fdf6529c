package io.llmi.toolkit.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.llmi.events.Topics;
import io.llmi.toolkit.lifecycle.Component;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jboss.logging.Logger;

/**
 * Creates the topics and sets the share groups' offsets reset, idempotently: every service does it at its start, so
 * that they may start in any order.
 */
@ApplicationScoped
public class TopicProvisioner implements Component {
    private static final Logger LOG = Logger.getLogger(TopicProvisioner.class);
    private static final String DELIVERY_LIMIT = "group.share.delivery.count.limit";
    private static final int DEFAULT_DELIVERY_LIMIT = 5;
    private final KafkaSettings settings;

    @Inject
    public TopicProvisioner(KafkaSettings settings) {
        this.settings = settings;
    }

    @Override
    public String name() {
        return "topic provisioning";
    }

    @Override
    public Phase phase() {
        return Phase.PROVISION;
    }

    @Override
    public void start() {
        provision(Topics.SHIPPED_TOOLS);
    }

    @Override
    public void stop() {
        // Topics outlive the process.
    }

    /**
     * Creates what is missing for these tools.
     *
     * @throws IllegalStateException if no broker answers in time, or topics that must be co-partitioned are not
     */
    public void provision(List<String> tools) {
        List<Topics.Spec> specs = Topics.specs(settings.partitions(), settings.retention(), tools);
        try (Admin admin = admin()) {
            createTopics(admin, specs);
            requireCoPartitioning(admin, specs);
            configureGroups(admin, Topics.shareGroups(tools));
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "Kafka at %s did not create the topics (%s); check KAFKA_BOOTSTRAP_SERVERS and that the broker runs"
                            .formatted(settings.bootstrapServers(), cause(e).getMessage()),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while creating topics", e);
        }
    }

    /**
     * After how many deliveries the brokers drop a share group's record: their {@code group.share.delivery.count.limit},
     * or Kafka's default of it where they do not tell.
     */
    public int deliveryLimit() {
        try (Admin admin = admin()) {
            ConfigResource broker = new ConfigResource(
                    ConfigResource.Type.BROKER,
                    admin.describeCluster().nodes().get().iterator().next().idString());
            return admin.describeConfigs(List.of(broker)).all().get().values().stream()
                    .flatMap(config -> config.entries().stream())
                    .filter(entry -> entry.name().equals(DELIVERY_LIMIT) && entry.value() != null)
                    .mapToInt(entry -> Integer.parseInt(entry.value()))
                    .findFirst()
                    .orElse(DEFAULT_DELIVERY_LIMIT);
        } catch (ExecutionException e) {
            LOG.infof(
                    "the brokers do not tell their %s (%s); it is taken to be %d",
                    DELIVERY_LIMIT, cause(e).getMessage(), DEFAULT_DELIVERY_LIMIT);
            return DEFAULT_DELIVERY_LIMIT;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking for the brokers' settings", e);
        }
    }

    private Admin admin() {
        Map<String, Object> properties = settings.clientProperties();
        int timeout = Math.toIntExact(settings.startTimeout().toMillis());
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, timeout);
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.min(timeout, 10_000));
        return Admin.create(properties);
    }

    private static void createTopics(Admin admin, List<Topics.Spec> specs)
            throws ExecutionException, InterruptedException {
        Set<String> existing = admin.listTopics().names().get();
        List<NewTopic> missing = specs.stream()
                .filter(spec -> !existing.contains(spec.name()))
                .map(spec -> new NewTopic(spec.name(), Optional.of(spec.partitions()), Optional.empty())
                        .configs(spec.config()))
                .toList();
        for (var creation : admin.createTopics(missing).values().entrySet()) {
            try {
                creation.getValue().get();
                LOG.infof("created topic %s", creation.getKey());
            } catch (ExecutionException e) {
                // Another service that starts at the same time was quicker.
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
    }

    private static void requireCoPartitioning(Admin admin, List<Topics.Spec> specs)
            throws ExecutionException, InterruptedException {
        Set<String> joined =
                Set.of(Topics.JOBS, Topics.JOB_CONTROL, Topics.PLAN_CHUNKS, Topics.DOCUMENT_PARTS, Topics.TOOL_RESULTS);
        Map<String, Integer> counts = new HashMap<>();
        for (TopicDescription topic : describe(admin, joined)) {
            counts.put(topic.name(), topic.partitions().size());
        }
        if (counts.values().stream().distinct().count() > 1) {
            throw new IllegalStateException(
                    "these topics must have the same number of partitions: %s; recreate or extend them"
                            .formatted(counts));
        }
    }

    private static Collection<TopicDescription> describe(Admin admin, Set<String> names)
            throws ExecutionException, InterruptedException {
        // A topic that was created a moment ago may not be in this broker's metadata yet.
        for (int attempt = 0; ; attempt++) {
            try {
                return admin.describeTopics(names).allTopicNames().get().values();
            } catch (ExecutionException e) {
                if (attempt == 20) {
                    throw e;
                }
                Thread.sleep(Duration.ofMillis(250));
            }
        }
    }

    private static void configureGroups(Admin admin, Map<String, Map<String, String>> groups)
            throws ExecutionException, InterruptedException {
        Map<ConfigResource, Collection<AlterConfigOp>> changes = groups.entrySet().stream()
                .collect(Collectors.toMap(
                        group -> new ConfigResource(ConfigResource.Type.GROUP, group.getKey()),
                        group -> operations(group.getValue())));
        admin.incrementalAlterConfigs(changes).all().get();
    }

    private static Collection<AlterConfigOp> operations(Map<String, String> settings) {
        List<AlterConfigOp> operations = new ArrayList<>();
        settings.forEach((name, value) ->
                operations.add(new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET)));
        return operations;
    }

    private static Throwable cause(ExecutionException e) {
        Throwable cause = e.getCause();
        return cause == null ? e : cause;
    }
}
