package io.llmi.toolkit.tool;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.llmi.events.EventCodec;
import io.llmi.events.MalformedEventException;
import io.llmi.events.ToolManifest;
import io.llmi.events.Topics;
import io.llmi.toolkit.kafka.KafkaSettings;
import io.llmi.toolkit.kafka.TopicTail;
import io.llmi.toolkit.lifecycle.Component;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/** The registry, kept by tailing the compacted tools topic. */
@ApplicationScoped
public class ManifestTail implements ToolRegistry, Component {
    private static final Logger LOG = Logger.getLogger(ManifestTail.class);

    private final TopicTail tail;
    private final ToolSettings settings;
    private final Clock clock;
    private final EventCodec<ToolManifest> codec = EventCodec.of(ToolManifest.class);
    private final Map<String, ToolManifest> manifests = new ConcurrentSkipListMap<>();

    @Inject
    public ManifestTail(KafkaSettings kafka, ToolSettings settings) {
        this.settings = settings;
        this.clock = Clock.systemUTC();
        this.tail = new TopicTail(Topics.TOOLS, kafka, new TopicTail.From.Beginning(), this::read);
    }

    @Override
    public String name() {
        return "tool registry";
    }

    @Override
    public Phase phase() {
        return Phase.TAIL;
    }

    @Override
    public void start() {
        tail.start();
    }

    @Override
    public void stop() {
        tail.stop();
    }

    @Override
    public List<ToolManifest> tools() {
        Instant oldest = clock.instant().minus(settings.liveness());
        return manifests.values().stream()
                .filter(manifest -> manifest.publishedAt().isAfter(oldest))
                .toList();
    }

    private void read(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            manifests.remove(record.key());
            return;
        }
        try {
            ToolManifest manifest = codec.decode(record.value());
            manifests.put(manifest.name(), manifest);
        } catch (MalformedEventException e) {
            LOG.warnf("ignored a tool manifest under the key %s: %s", record.key(), e.getMessage());
        }
    }
}
