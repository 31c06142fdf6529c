package io.llmi.standalone.it;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import io.llmi.events.EventCodec;
import io.llmi.events.JobId;
import io.llmi.events.ToolResult;
import io.llmi.events.TraceParent;
import io.llmi.standalone.broker.TestBroker;
import io.llmi.toolkit.backend.BackendChain;
import io.llmi.toolkit.backend.TestBackendSettings;
import io.llmi.toolkit.blob.BlobStore;
import io.llmi.toolkit.blob.FileBlobStore;
import io.llmi.toolkit.budget.Spendings;
import io.llmi.toolkit.contract.PlainHttpBackend;
import io.llmi.toolkit.job.JobControls;
import io.llmi.toolkit.kafka.EventPublisher;
import io.llmi.toolkit.kafka.KafkaEventPublisher;
import io.llmi.toolkit.kafka.KafkaSettings;
import io.llmi.toolkit.kafka.TopicProvisioner;
import io.llmi.toolkit.tool.TestToolSettings;
import io.llmi.toolkit.tool.Tool;
import io.llmi.toolkit.tool.ToolWorkers;
import io.llmi.toolkit.tool.Tools;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/**
 * A worker process of the tool {@code probe}: the real runtime with a real HTTP backend, whose surroundings hold it fast
 * at a chosen moment, so that it can be killed there.
 */
public final class ProbeWorker {
    /** The moments. */
    enum Window {
        /** Nowhere: it works. */
        NONE,
        /** The request was taken from the queue. */
        FETCHED,
        /** The backend answered, and nothing was stored. */
        REPLIED,
        /** The picture is stored and on record, and nothing was published. */
        STORED,
        /** The result is published and the request not acknowledged. */
        PUBLISHED,
        /** The work itself kills the process. */
        POISON
    }

    private final Window window;
    private final Path marker;

    private ProbeWorker(Window window, Path marker) {
        this.window = window;
        this.marker = marker;
    }

    /** Arguments: window, a file to create when it is reached, bootstrap servers, blob directory, backend. */
    public static void main(String... args) throws Exception {
        ProbeWorker worker = new ProbeWorker(Window.valueOf(args[0]), Path.of(args[1]));
        KafkaSettings kafka = TestBroker.settings(args[2]);
        EventPublisher publisher = worker.publisher(new KafkaEventPublisher(kafka, "llmi-probe"));
        ToolWorkers workers = new ToolWorkers(
                List.of(worker.tool(URI.create(args[4]))),
                kafka,
                new TestToolSettings(2, 5, Duration.ofSeconds(1), true),
                new TopicProvisioner(kafka),
                publisher,
                worker.blobs(new FileBlobStore(Path.of(args[3]))),
                worker.jobs(),
                new Spendings(kafka, publisher),
                new SimpleMeterRegistry());
        workers.start();
        Thread.currentThread().join();
    }

    private Tool tool(URI backend) {
        var chain = new BackendChain<>(List.of(new PlainHttpBackend(backend, "sk-probe")), new TestBackendSettings());
        return Tools.tool("probe", 60, call -> {
            if (window == Window.POISON) {
                Runtime.getRuntime().halt(1);
            }
            for (int shade = 0; shade < 2; shade++) {
                call.previews().preview(shade, Tools.png(64, 64, 100 + shade));
                Thread.sleep(Duration.ofMillis(50));
            }
            return chain.run(new PlainHttpBackend.Ask("probe", call.derivedSeed()), call);
        });
    }

    /** Leaves word that the moment has come, and waits for the end. */
    private void holdAt(Window moment) {
        if (window != moment) {
            return;
        }
        try {
            Files.writeString(marker, moment.name());
            new CountDownLatch(1).await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private JobControls jobs() {
        return new JobControls() {
            @Override
            public boolean isStopped(JobId job) {
                holdAt(Window.FETCHED);
                return false;
            }

            @Override
            public AutoCloseable onStop(JobId job, Runnable callback) {
                return () -> {};
            }
        };
    }

    private EventPublisher publisher(EventPublisher real) {
        return new EventPublisher() {
            @Override
            public <T> CompletableFuture<Void> publish(
                    String topic, String key, T event, EventCodec<T> codec, TraceParent trace) {
                boolean last =
                        event instanceof ToolResult result && result.outcome() instanceof io.llmi.events.FinalOutcome;
                if (last) {
                    holdAt(Window.STORED);
                }
                CompletableFuture<Void> sent = real.publish(topic, key, event, codec, trace);
                if (last) {
                    sent.join();
                    holdAt(Window.PUBLISHED);
                }
                return sent;
            }

            @Override
            public CompletableFuture<Void> tombstone(String topic, String key, TraceParent trace) {
                return real.tombstone(topic, key, trace);
            }
        };
    }

    private BlobStore blobs(BlobStore real) {
        return new BlobStore() {
            @Override
            public String put(byte[] content) {
                // Previews are larger; the backend's picture is what this worker must not come to store.
                if (content.length == KillWindowsIT.PICTURE.length) {
                    holdAt(Window.REPLIED);
                }
                return real.put(content);
            }

            @Override
            public Optional<byte[]> get(String sha256) {
                return real.get(sha256);
            }

            @Override
            public boolean exists(String sha256) {
                return real.exists(sha256);
            }

            @Override
            public void delete(String sha256) {
                real.delete(sha256);
            }

            @Override
            public boolean createObject(String name, byte[] content) {
                return real.createObject(name, content);
            }

            @Override
            public void writeObject(String name, byte[] content) {
                real.writeObject(name, content);
            }

            @Override
            public Optional<byte[]> readObject(String name) {
                return real.readObject(name);
            }

            @Override
            public void deleteObject(String name) {
                real.deleteObject(name);
            }

            @Override
            public List<String> listObjects(String prefix) {
                return real.listObjects(prefix);
            }

            @Override
            public List<String> objectsOlderThan(String prefix, Instant moment, int limit) {
                return real.objectsOlderThan(prefix, moment, limit);
            }
        };
    }
}
