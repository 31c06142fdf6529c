package io.llmi.gateway.access;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.llmi.events.AccessKey;
import io.llmi.events.EventCodec;
import io.llmi.events.Quota;
import io.llmi.events.Topics;
import io.llmi.events.TraceParent;
import io.llmi.gateway.http.ProblemException;
import io.llmi.toolkit.access.KeyTable;
import io.llmi.toolkit.access.KeyText;
import io.llmi.toolkit.access.Scope;
import io.llmi.toolkit.kafka.EventPublisher;
import org.jboss.logging.Logger;

/** Makes and revokes keys. What returned holds on this gateway; on the others a moment later. Thread-safe, blocking. */
@ApplicationScoped
class KeyStore {
    private static final Logger LOG = Logger.getLogger(KeyStore.class);
    private static final EventCodec<AccessKey> CODEC = EventCodec.of(AccessKey.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final GatewayAccess access;
    private final EventPublisher publisher;
    private final SecureRandom random = new SecureRandom();
    private final Clock clock = Clock.systemUTC();

    @Inject
    KeyStore(GatewayAccess access, EventPublisher publisher) {
        this.access = access;
        this.publisher = publisher;
    }

    /** A key that was just made: the only time that its text is known. */
    record Made(AccessKey key, String text) {}

    List<AccessKey> all() {
        return access.keys().all();
    }

    Made make(String tenant, String label, List<Scope> scopes, Quota quota) throws InterruptedException {
        if (access.isAlwaysOpen()) {
            throw ProblemException.conflict(
                    "open", "Keys mean nothing here", "llmi.access.mode is open; set it to auto or required first");
        }
        if (access.isOpen() && !scopes.contains(Scope.ADMIN)) {
            throw ProblemException.invalid(
                    "scopes", "the first key must have the scope \"admin\": from then on only such a key makes others");
        }
        KeyText text = KeyText.random(random);
        AccessKey key = new AccessKey(
                text.id(),
                tenant,
                label,
                scopes.stream().map(Scope::wire).toList(),
                text.sha256(),
                clock.instant(),
                java.util.Optional.empty(),
                quota);
        write(key);
        LOG.infof("key %s: made for tenant %s with %s", key.id(), tenant, key.scopes());
        return new Made(key, text.text());
    }

    /** Of no effect on a key that was revoked before. */
    void revoke(String id) throws InterruptedException {
        AccessKey key =
                access.keys().find(id).orElseThrow(() -> ProblemException.notFound("there is no key of this id"));
        write(key.revoked(clock.instant()));
        LOG.infof("key %s: revoked", id);
    }

    private void write(AccessKey key) throws InterruptedException {
        try {
            publisher
                    .publish(Topics.KEYS, key.id(), key, CODEC, TraceParent.start())
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.errorf("key %s: Kafka did not acknowledge: %s", key.id(), e);
            throw ProblemException.unavailable("the key could not be written; try again", Duration.ofSeconds(2));
        }
        awaitEffect(access.keys(), key);
    }

    private static void awaitEffect(KeyTable table, AccessKey key) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!table.find(key.id()).equals(java.util.Optional.of(key))) {
            if (System.nanoTime() > end) {
                throw ProblemException.unavailable(
                        "the key is written, but has not come back yet; list the keys in a moment", PATIENCE);
            }
            Thread.sleep(Duration.ofMillis(10));
        }
    }
}
