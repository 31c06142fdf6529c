package io.llmi.toolkit.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import io.smallrye.config.SmallRyeConfigBuilder;

/** Settings, names and fetchers for the tests. */
final class Fetchers {
    static final List<String> IMAGES = List.of("image/png", "image/jpeg");

    private Fetchers() {}

    /** Settings as the configuration would make them. */
    static FetchSettings settings(Map<String, String> changed) {
        return new SmallRyeConfigBuilder()
                .withMapping(FetchSettings.class)
                .withDefaultValues(changed)
                .build()
                .getConfigMapping(FetchSettings.class);
    }

    /** Loopback and the port are allowed, so that the network part can be tested. */
    static FetchSettings open(int port, Map<String, String> changed) {
        Map<String, String> all = new HashMap<>();
        all.put("llmi.fetch.allowed-networks", "127.0.0.0/8,::1/128");
        all.put("llmi.fetch.allowed-ports", "80,443," + port);
        all.putAll(changed);
        return settings(all);
    }

    static Instant soon() {
        return Instant.now().plusSeconds(30);
    }

    /** Names with fixed answers; an answer that changes has several, the last of which stays. */
    static final class Names implements Resolver {
        private final Map<String, List<List<InetAddress>>> answers = new ConcurrentHashMap<>();
        private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();

        static Names of(String host, String... addresses) {
            return new Names().with(host, addresses);
        }

        /** Adds the host, or its next answer. */
        Names with(String host, String... addresses) {
            List<InetAddress> answer = List.of(addresses).stream()
                    .map(text -> Literals.parse(text).orElseThrow())
                    .toList();
            answers.merge(host, List.of(answer), (old, more) -> {
                List<List<InetAddress>> all = new ArrayList<>(old);
                all.addAll(more);
                return all;
            });
            return this;
        }

        int asked(String host) {
            return asked.getOrDefault(host, new AtomicInteger()).get();
        }

        int asked() {
            return asked.values().stream().mapToInt(AtomicInteger::get).sum();
        }

        @Override
        public List<InetAddress> resolve(String host) throws UnknownHostException {
            int time = asked.computeIfAbsent(host, name -> new AtomicInteger()).getAndIncrement();
            List<List<InetAddress>> known = answers.get(host);
            if (known == null) {
                throw new UnknownHostException(host);
            }
            return known.get(Math.min(time, known.size() - 1));
        }
    }
}
