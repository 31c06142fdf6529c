package io.llmi.toolkit.blob;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FileBlobStoreTest extends BlobStoreContract {
    @TempDir
    Path directory;

    private FileBlobStore store;

    @BeforeEach
    void open() {
        store = new FileBlobStore(directory);
    }

    @Override
    BlobStore store() {
        return store;
    }

    @Override
    void damage(String sha256, byte[] content) throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("blobs"))) {
            Files.write(files.filter(file -> file.endsWith(sha256)).findFirst().orElseThrow(), content);
        }
    }

    @AfterEach
    void shouldLeaveNothingHalfWritten() throws IOException {
        try (Stream<Path> leftovers = Files.list(directory.resolve("incoming"))) {
            assertThat(leftovers).isEmpty();
        }
    }

    @Test
    void shouldSayWhichSettingToChangeWhenTheDirectoryCannotBeMade() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "in the way");

        assertThatThrownBy(() -> new FileBlobStore(file.resolve("sub")))
                .isInstanceOf(BlobStoreException.class)
                .hasMessageContaining("LLMI_BLOBS_DIRECTORY");
    }
}
