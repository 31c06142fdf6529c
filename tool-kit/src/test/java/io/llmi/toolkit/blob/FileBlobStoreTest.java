package io.llmi.toolkit.blob;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FileBlobStoreTest {
    @TempDir
    Path directory;

    private FileBlobStore store;

    @BeforeEach
    void open() {
        store = new FileBlobStore(directory);
    }

    @Test
    void shouldNameAContentByItsHashAndKeepItOnce() {
        String first = store.put(bytes("tide"));
        String second = store.put(bytes("tide"));

        assertThat(first).isEqualTo(second).hasSize(64);
        assertThat(store.get(first)).hasValue(bytes("tide"));
        assertThat(store.exists(first)).isTrue();
        store.delete(first);
        assertThat(store.get(first)).isEmpty();
    }

    @Test
    void shouldRefuseToReturnABlobWhenItsBytesChangedOnDisk() throws IOException {
        String name = store.put(bytes("tide"));
        try (Stream<Path> files = Files.walk(directory.resolve("blobs"))) {
            Files.write(files.filter(Files::isRegularFile).findFirst().orElseThrow(), bytes("ebb"));
        }

        assertThatThrownBy(() -> store.get(name))
                .isInstanceOf(BlobStoreException.class)
                .hasMessageContaining("damaged");
    }

    @Test
    void shouldLetExactlyOneCreatorWinWhenManyCreateTheSameObject() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Callable<Boolean>> creators = IntStream.range(0, 32)
                    .<Callable<Boolean>>mapToObj(i -> () -> store.createObject("admissions/job_1", bytes("by " + i)))
                    .toList();
            long winners = 0;
            for (Future<Boolean> created : threads.invokeAll(creators)) {
                winners += created.get() ? 1 : 0;
            }
            assertThat(winners).isEqualTo(1);
        }
        assertThat(store.readObject("admissions/job_1")).isPresent();
        assertThat(store.listObjects("admissions/")).containsExactly("admissions/job_1");
        try (Stream<Path> leftovers = Files.list(directory.resolve("incoming"))) {
            assertThat(leftovers).isEmpty();
        }
    }

    @Test
    void shouldRefuseNamesThatLeaveTheStore() {
        for (String name : List.of("../x", "a/../../x", "/etc/passwd", "a//b", "A", "", ".hidden", "a/.b")) {
            assertThatThrownBy(() -> store.readObject(name)).as(name).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> store.get("../../../etc/passwd")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.get("A".repeat(64))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldSayWhichSettingToChangeWhenTheDirectoryCannotBeMade() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "in the way");

        assertThatThrownBy(() -> new FileBlobStore(file.resolve("sub")))
                .isInstanceOf(BlobStoreException.class)
                .hasMessageContaining("LLMI_BLOBS_DIRECTORY");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
