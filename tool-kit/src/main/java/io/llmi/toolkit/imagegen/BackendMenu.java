package io.llmi.toolkit.imagegen;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import io.llmi.toolkit.backend.Backend;

/**
 * The backends that a tool can have, by name. Only those that the configuration names are made, so a key that is missing
 * is missed only where it is needed. Not thread-safe; used once, at start.
 *
 * @param <Q> what the tool asks its backends
 */
public final class BackendMenu<Q> {
    private final String setting;
    private final Map<String, Supplier<Backend<Q>>> makers = new LinkedHashMap<>();

    /** @param setting the key that orders the backends, such as {@code llmi.diffusion.backends}, for messages */
    public BackendMenu(String setting) {
        this.setting = setting;
    }

    /**
     * Adds a backend.
     *
     * @param maker called at most once; throws an {@link IllegalArgumentException} that names the setting at fault
     */
    public BackendMenu<Q> offer(String name, Supplier<Backend<Q>> maker) {
        makers.put(name, maker);
        return this;
    }

    /**
     * Makes the backends in the configured order.
     *
     * @throws IllegalArgumentException with a message for the operator if there are none, one is unknown or named twice,
     *     or one cannot be used as it is configured
     */
    public List<Backend<Q>> order(List<String> names) {
        if (names.isEmpty()) {
            throw new IllegalArgumentException("%s is empty; name at least one of %s.".formatted(setting, known()));
        }
        List<Backend<Q>> backends = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String written : names) {
            String name = written.strip();
            Supplier<Backend<Q>> maker = makers.get(name);
            if (maker == null) {
                throw new IllegalArgumentException("%s names the backend \"%s\", which does not exist; it may name %s."
                        .formatted(setting, name, known()));
            }
            if (!seen.add(name)) {
                throw new IllegalArgumentException("%s names the backend \"%s\" twice.".formatted(setting, name));
            }
            backends.add(maker.get());
        }
        return backends;
    }

    private String known() {
        return String.join(", ", makers.keySet());
    }
}
