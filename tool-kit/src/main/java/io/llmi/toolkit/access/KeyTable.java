package io.llmi.toolkit.access;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import io.llmi.events.AccessKey;
import io.llmi.events.EventCodec;
import io.llmi.events.MalformedEventException;
import org.jboss.logging.Logger;

/** All keys as the compacted topic of keys says. Thread-safe. */
public final class KeyTable {
    private static final Logger LOG = Logger.getLogger(KeyTable.class);
    private static final EventCodec<AccessKey> CODEC = EventCodec.of(AccessKey.class);

    private final Map<String, AccessKey> keys = new ConcurrentHashMap<>();

    public Optional<AccessKey> find(String id) {
        return Optional.ofNullable(keys.get(id));
    }

    /** Oldest first, revoked ones included. */
    public List<AccessKey> all() {
        return keys.values().stream()
                .sorted(Comparator.comparing(AccessKey::createdAt).thenComparing(AccessKey::id))
                .toList();
    }

    /** Whether there never was a key: a system whose keys are all revoked is not open again. */
    public boolean isEmpty() {
        return keys.isEmpty();
    }

    /** Takes a record of the topic; {@code value} is empty where a key was forgotten. */
    void apply(String id, Optional<byte[]> value) {
        try {
            if (value.isEmpty()) {
                keys.remove(id);
            } else {
                keys.put(id, CODEC.decode(value.get()));
            }
        } catch (MalformedEventException e) {
            LOG.warnf("skipped the record of key %s: %s", id, e.getMessage());
        }
    }
}
