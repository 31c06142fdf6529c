package io.llmi.toolkit.reference;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.llmi.events.JobId;
import io.llmi.toolkit.blob.BlobStore;
import io.llmi.toolkit.blob.BlobStoreException;
import io.llmi.toolkit.blob.FileBlobStore;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class BlobReferencesTest {
    private static final JobId JOB = job(0);
    private static final JobId OTHER = job(1);
    private static final byte[] TIDE = bytes("tide");

    @TempDir
    Path directory;

    private FileBlobStore store;
    private BlobReferences references;

    @BeforeEach
    void open() {
        store = new FileBlobStore(directory);
        references = new BlobReferences(store);
    }

    @Test
    void shouldKeepASharedBlobUntilItsLastJobIsDeleted() {
        String tide = references.put(JOB, TIDE);
        references.put(OTHER, TIDE);
        String own = references.put(JOB, bytes("own"));

        assertThat(references.delete(JOB)).isEqualTo(new Removal(Set.of(own), Set.of(tide)));
        assertThat(store.get(tide)).hasValue(TIDE);
        assertThat(store.exists(own)).isFalse();

        assertThat(references.delete(OTHER)).isEqualTo(new Removal(Set.of(tide), Set.of()));
        assertThat(store.exists(tide)).isFalse();
        assertThat(references.delete(OTHER)).isEqualTo(new Removal(Set.of(), Set.of()));
    }

    @Test
    void shouldCountWhatAnOlderReleaseKeptBeforeAnythingIsDeleted() {
        String tide = store.put(TIDE);
        store.writeObject(JobObjects.document(JOB), bytes("{\"parts\":[{\"blob\":{\"sha256\":\"" + tide + "\"}}]}"));
        String sent = store.put(bytes("sent"));
        store.writeObject(
                JobObjects.conversation(JOB), bytes("{\"images\":[{\"sha256\":\"" + sent + "\"},{\"sha256\":7}]}"));
        store.writeObject("documents/notes.txt", bytes("{"));
        references.put(OTHER, TIDE);

        assertThat(references.delete(OTHER).kept()).containsExactly(tide);
        assertThat(references.delete(JOB).removed()).containsExactlyInAnyOrder(tide, sent);
    }

    @Test
    void shouldTakeAlongWhatWasSubmittedForTheJob() {
        references.adopt(JOB, OTHER);
        String tide = references.put(OTHER, TIDE);
        references.refer(JOB, List.of(tide, "no name of a blob"));
        store.writeObject(JobObjects.document(OTHER), TIDE);

        assertThat(references.delete(JOB)).isEqualTo(new Removal(Set.of(tide), Set.of()));
        assertThat(references.isDeleted(OTHER)).isTrue();
        assertThat(store.readObject(JobObjects.document(OTHER))).isEmpty();
    }

    @Test
    void shouldWaitForAMarkAndPassOverOneWhoseProcessDied() throws Exception {
        String tide = BlobStore.nameOf(TIDE);
        store.createObject(JobObjects.condemned(tide), bytes(Instant.now().toString()));
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Future<String> put = threads.submit(() -> references.put(JOB, TIDE));
            assertThat(put.isDone()).isFalse();
            store.deleteObject(JobObjects.condemned(tide));
            assertThat(put.get()).isEqualTo(tide);
        }

        Instant longAgo = Instant.now().minus(Removals.MARK_VALID);
        store.createObject(JobObjects.condemned(tide), bytes(longAgo.toString()));
        references.refer(OTHER, List.of(tide));
        assertThat(references.delete(JOB).kept()).containsExactly(tide);
        store.createObject(JobObjects.condemned(tide), bytes("\u0000 half a mark"));
        assertThat(references.delete(OTHER).removed()).containsExactly(tide);
    }

    @Test
    void shouldFinishAfterAnHourWhatADeadProcessLeftUndone() throws IOException {
        // Marks of the dead are void by then.
        Clock later = Clock.offset(Clock.systemUTC(), Removals.MARK_VALID.multipliedBy(2));
        BlobReferences survivor = new BlobReferences(store, later);
        survivor.countOld();
        String tide = BlobStore.nameOf(TIDE);
        survivor.put(OTHER, bytes("other"));
        for (int crashAfter = 1; crashAfter < 30; crashAfter++) {
            survivor.revive(JOB);
            survivor.put(JOB, TIDE);
            BlobReferences dying = new BlobReferences(dyingAfter(crashAfter));
            boolean died = false;
            try {
                dying.delete(JOB);
            } catch (BlobStoreException e) {
                died = true;
            }
            agedByTwoHours("deletions");
            new RemovalJanitor(survivor, Duration.ofDays(8), Clock.systemUTC()).sweep();
            if (!died) {
                break;
            }
            // Nothing was begun if not even the first object could be written.
            assertThat(store.exists(tide)).as("crash after %d", crashAfter).isEqualTo(crashAfter == 1);
        }
        assertThat(store.exists(tide)).isFalse();
        assertThat(store.listObjects("holdings/")).hasSize(1);
        assertThat(store.listObjects("refs/")).hasSize(1);
    }

    @Test
    void shouldForgetADeletionOnlyWhenNothingCanComeAnyMore() throws IOException {
        references.delete(JOB);
        Instant now = Instant.now();
        sweepAt(now.plus(Duration.ofDays(7)));
        assertThat(references.isDeleted(JOB)).isTrue();
        assertThat(store.listObjects(JobObjects.UNFINISHED)).isEmpty();

        sweepAt(now.plus(Duration.ofDays(9)));
        assertThat(references.isDeleted(JOB)).isFalse();
    }

    @Test
    void shouldRemoveWhatComesLateForADeletedJob() throws IOException {
        references.delete(JOB);
        String late = references.put(JOB, TIDE);

        sweepAt(Instant.now().plus(Duration.ofHours(2)));

        assertThat(store.exists(late)).isFalse();
    }

    @Test
    void shouldNeitherLoseNorLeaveABlobWhenJobsComeAndGoAtTheSameTime() throws Exception {
        int jobs = 8;
        String tide = BlobStore.nameOf(TIDE);
        try (ExecutorService threads = Executors.newFixedThreadPool(jobs)) {
            for (int round = 0; round < 60; round++) {
                List<Callable<Boolean>> work = new ArrayList<>();
                int first = round * jobs;
                for (int i = 0; i < jobs; i++) {
                    JobId job = job(first + i);
                    boolean stays = i == round % jobs && round % 3 != 0;
                    work.add(() -> {
                        references.put(job, TIDE);
                        boolean there = store.exists(tide);
                        if (!stays) {
                            references.delete(job);
                        }
                        return there;
                    });
                }
                for (Future<Boolean> there : threads.invokeAll(work)) {
                    assertThat(there.get()).as("stored while its job is there").isTrue();
                }
                boolean stays = round % 3 != 0;
                assertThat(store.exists(tide)).as("round %d", round).isEqualTo(stays);
                if (stays) {
                    references.delete(job(first + round % jobs));
                }
                assertThat(store.exists(tide)).isFalse();
            }
        }
        assertThat(Files.list(directory.resolve("objects").resolve("refs"))).isEmpty();
    }

    /** What happens to blobs in one step. */
    sealed interface Act {
        record Put(int job, int content) implements Act {}

        /** A job uses the blobs of another one, as a conversation that goes on does. */
        record Share(int from, int to) implements Act {}

        record Delete(int job) implements Act {}
    }

    @Property(tries = 150)
    void shouldHaveExactlyTheBlobsThatJobsUse(@ForAll("acts") List<Act> acts) throws IOException {
        Path own = Files.createTempDirectory("references");
        FileBlobStore blobs = new FileBlobStore(own);
        BlobReferences counted = new BlobReferences(blobs);
        Map<Integer, Set<String>> used = new HashMap<>();
        Set<String> all = new HashSet<>();
        for (Act act : acts) {
            switch (act) {
                case Act.Put put -> {
                    String name = counted.put(job(put.job()), bytes("content " + put.content()));
                    used.computeIfAbsent(put.job(), job -> new HashSet<>()).add(name);
                    all.add(name);
                }
                case Act.Share share -> {
                    Set<String> shared = used.getOrDefault(share.from(), Set.of());
                    counted.refer(job(share.to()), shared);
                    used.computeIfAbsent(share.to(), job -> new HashSet<>()).addAll(Set.copyOf(shared));
                }
                case Act.Delete delete -> {
                    Set<String> gone = used.getOrDefault(delete.job(), Set.of());
                    used.remove(delete.job());
                    Removal removal = counted.delete(job(delete.job()));
                    Set<String> kept = new HashSet<>(gone);
                    kept.removeIf(name -> used.values().stream().noneMatch(names -> names.contains(name)));
                    assertThat(removal.kept()).isEqualTo(kept);
                    assertThat(removal.removed()).hasSize(gone.size() - kept.size());
                }
            }
            for (String name : all) {
                assertThat(blobs.exists(name))
                        .isEqualTo(used.values().stream().anyMatch(names -> names.contains(name)));
            }
        }
        remove(own);
    }

    @Provide
    Arbitrary<List<Act>> acts() {
        Arbitrary<Integer> jobs = Arbitraries.integers().between(0, 3);
        Arbitrary<Act> put =
                Combinators.combine(jobs, Arbitraries.integers().between(0, 4)).as(Act.Put::new);
        Arbitrary<Act> share = Combinators.combine(jobs, jobs).as(Act.Share::new);
        Arbitrary<Act> delete = jobs.map(Act.Delete::new);
        return Arbitraries.oneOf(put, share, delete).list().ofMaxSize(25);
    }

    /** The store of a process that dies at its n-th change. */
    private BlobStore dyingAfter(int changes) {
        AtomicInteger left = new AtomicInteger(changes);
        return (BlobStore) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {BlobStore.class}, (proxy, method, arguments) -> {
                    boolean change = Set.of("createObject", "writeObject", "deleteObject", "delete")
                            .contains(method.getName());
                    if (change && left.decrementAndGet() <= 0) {
                        throw new BlobStoreException("dead");
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private void sweepAt(Instant moment) {
        Clock clock = Clock.fixed(moment, ZoneOffset.UTC);
        new RemovalJanitor(references, Duration.ofDays(8), clock).sweep();
    }

    private void agedByTwoHours(String prefix) throws IOException {
        Path objects = directory.resolve("objects").resolve(prefix);
        if (!Files.isDirectory(objects)) {
            return;
        }
        try (Stream<Path> files = Files.walk(objects)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
            }
        }
    }

    private static void remove(Path tree) throws IOException {
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static JobId job(int number) {
        return JobId.derived("tenant", "job " + number);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
