package io.llmi.toolkit.blob;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What every store does. */
abstract class BlobStoreContract {
    /** An empty store, the same for the whole of a test. */
    abstract BlobStore store();

    /** Puts other bytes in the place of a blob's, behind the store's back. */
    abstract void damage(String sha256, byte[] content) throws Exception;

    @Test
    void shouldNameAContentByItsHashAndKeepItOnce() {
        String first = store().put(bytes("tide"));
        String second = store().put(bytes("tide"));

        assertThat(first).isEqualTo(second).hasSize(64);
        assertThat(store().get(first)).hasValue(bytes("tide"));
        assertThat(store().exists(first)).isTrue();
        store().delete(first);
        assertThat(store().get(first)).isEmpty();
        assertThat(store().exists(first)).isFalse();
        store().delete(first);
    }

    @Test
    void shouldKeepAContentThatIsEmptyOrLarge() {
        byte[] large = new byte[12_000_000];
        IntStream.range(0, large.length).forEach(i -> large[i] = (byte) (i * 31));

        assertThat(store().get(store().put(large))).hasValue(large);
        assertThat(store().get(store().put(new byte[0]))).hasValue(new byte[0]);
    }

    @Test
    void shouldRefuseToReturnABlobWhenItsBytesChanged() throws Exception {
        String name = store().put(bytes("tide"));
        damage(name, bytes("ebb"));

        assertThatThrownBy(() -> store().get(name))
                .isInstanceOf(BlobStoreException.class)
                .hasMessageContaining("damaged");
    }

    @Test
    void shouldLetExactlyOneCreatorWinWhenManyCreateTheSameObject() throws Exception {
        for (int round = 0; round < 5; round++) {
            String name = "admissions/job_" + round;
            List<Boolean> wins = new ArrayList<>();
            try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
                List<Callable<Boolean>> creators = IntStream.range(0, 32)
                        .<Callable<Boolean>>mapToObj(i -> () -> store().createObject(name, bytes("by " + i)))
                        .toList();
                for (Future<Boolean> created : threads.invokeAll(creators)) {
                    wins.add(created.get());
                }
            }
            assertThat(wins).containsOnlyOnce(true);
            assertThat(store().readObject(name)).hasValue(bytes("by " + wins.indexOf(true)));
        }
    }

    @Test
    void shouldReplaceAnObjectWholeAndLetItBeCreatedAnewOnceItIsDeleted() {
        assertThat(store().readObject("a/b")).isEmpty();
        store().writeObject("a/b", bytes("first"));
        store().writeObject("a/b", bytes("second"));
        assertThat(store().readObject("a/b")).hasValue(bytes("second"));
        assertThat(store().createObject("a/b", bytes("third"))).isFalse();

        store().deleteObject("a/b");
        store().deleteObject("a/b");
        assertThat(store().readObject("a/b")).isEmpty();
        assertThat(store().createObject("a/b", bytes("third"))).isTrue();
    }

    @Test
    void shouldListWhatIsUnderAPrefixAndNothingBeside() {
        for (String name : List.of("jobs/1", "jobs/deep/2", "jobs-old/3", "other/4")) {
            store().writeObject(name, bytes(name));
        }
        store().put(bytes("a blob"));

        assertThat(store().listObjects("jobs/")).containsExactlyInAnyOrder("jobs/1", "jobs/deep/2");
        assertThat(store().listObjects("nothing/")).isEmpty();
        Instant later = Instant.now().plus(Duration.ofMinutes(1));
        assertThat(store().objectsOlderThan("jobs/", later, 10)).hasSize(2);
        assertThat(store().objectsOlderThan("jobs/", later, 1)).hasSize(1);
        assertThat(store().objectsOlderThan("jobs/", Instant.now().minus(Duration.ofMinutes(1)), 10))
                .isEmpty();
    }

    @Test
    void shouldListMoreThanOneAnswerOfAnApiHolds() {
        IntStream.range(0, 1_050).forEach(i -> store().writeObject("many/" + i, new byte[0]));

        assertThat(store().listObjects("many/")).hasSize(1_050);
    }

    @Test
    void shouldRefuseNamesThatLeaveTheStore() {
        for (String name : List.of("../x", "a/../../x", "/etc/passwd", "a//b", "A", "", ".hidden", "a/.b")) {
            assertThatThrownBy(() -> store().readObject(name)).as(name).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> store().get("../../../etc/passwd")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store().get("A".repeat(64))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store().listObjects("../")).isInstanceOf(IllegalArgumentException.class);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
