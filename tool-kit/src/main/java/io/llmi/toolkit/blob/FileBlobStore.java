package io.llmi.toolkit.blob;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The store on a file system that all services share.
 *
 * <p>Content is written beside its place, synced and then moved there, so that a name never stands for half a content;
 * a blob is hashed again when it is read.
 */
public final class FileBlobStore implements BlobStore {
    /** How often something is begun anew that others' deletions came between. */
    private static final int ATTEMPTS = 20;

    private final Path blobs;
    private final Path objects;
    private final Path incoming;

    /** @throws BlobStoreException if the directory can be neither found nor made */
    public FileBlobStore(Path directory) {
        this.blobs = directory.resolve("blobs");
        this.objects = directory.resolve("objects");
        this.incoming = directory.resolve("incoming");
        try {
            Files.createDirectories(blobs);
            Files.createDirectories(objects);
            Files.createDirectories(incoming);
        } catch (IOException e) {
            throw new BlobStoreException(
                    "cannot use %s as blob store (%s); set LLMI_BLOBS_DIRECTORY to a directory that can be written"
                            .formatted(directory.toAbsolutePath(), e),
                    e);
        }
    }

    @Override
    public String put(byte[] content) {
        String sha256 = BlobStore.nameOf(content);
        Path target = blobPath(sha256);
        if (!Files.exists(target)) {
            replace(target, content);
        }
        return sha256;
    }

    @Override
    public Optional<byte[]> get(String sha256) {
        Optional<byte[]> content = read(blobPath(sha256));
        if (content.isPresent() && !BlobStore.nameOf(content.get()).equals(sha256)) {
            throw new BlobStoreException("blob " + sha256 + " is damaged: its content has another hash");
        }
        return content;
    }

    @Override
    public boolean exists(String sha256) {
        return Files.exists(blobPath(sha256));
    }

    @Override
    public void delete(String sha256) {
        remove(blobPath(sha256));
    }

    @Override
    public boolean createObject(String name, byte[] content) {
        Path target = objectPath(name);
        Path temporary = writeTemporary(content);
        try {
            // A link fails if the name is taken, which a move would not tell.
            inDirectory(target, () -> Files.createLink(target, temporary));
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (IOException e) {
            throw new BlobStoreException("cannot create " + name + ": " + e, e);
        } finally {
            remove(temporary);
        }
    }

    @Override
    public void writeObject(String name, byte[] content) {
        replace(objectPath(name), content);
    }

    @Override
    public Optional<byte[]> readObject(String name) {
        return read(objectPath(name));
    }

    @Override
    public void deleteObject(String name) {
        Path path = objectPath(name);
        remove(path);
        removeEmpty(parent(path));
    }

    @Override
    public List<String> listObjects(String prefix) {
        return list(prefix, attributes -> true, Long.MAX_VALUE);
    }

    @Override
    public List<String> objectsOlderThan(String prefix, Instant moment, int limit) {
        return list(
                prefix, attributes -> attributes.lastModifiedTime().toInstant().isBefore(moment), limit);
    }

    private List<String> list(String prefix, Predicate<BasicFileAttributes> wanted, long limit) {
        Path directory = objects.resolve(ObjectName.requirePrefix(prefix));
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        for (int attempt = 1; ; attempt++) {
            try (Stream<Path> files = Files.find(
                    directory,
                    Integer.MAX_VALUE,
                    (file, attributes) -> attributes.isRegularFile() && wanted.test(attributes))) {
                return files.limit(limit)
                        .map(file -> objects.relativize(file).toString().replace('\\', '/'))
                        .toList();
            } catch (IOException | UncheckedIOException e) {
                // What is deleted under the walk breaks it off.
                if (!isMissing(e) || attempt == ATTEMPTS) {
                    throw new BlobStoreException("cannot list " + prefix + ": " + e, e);
                }
                if (!Files.isDirectory(directory)) {
                    return List.of();
                }
            }
        }
    }

    private static boolean isMissing(Exception e) {
        return e instanceof NoSuchFileException || e.getCause() instanceof NoSuchFileException;
    }

    private Path blobPath(String sha256) {
        return blobs.resolve(ObjectName.requireBlob(sha256).substring(0, 2)).resolve(sha256);
    }

    private Path objectPath(String name) {
        return objects.resolve(ObjectName.requireObject(name));
    }

    private void replace(Path target, byte[] content) {
        Path temporary = writeTemporary(content);
        try {
            inDirectory(
                    target,
                    () -> Files.move(
                            temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING));
        } catch (IOException e) {
            remove(temporary);
            throw new BlobStoreException("cannot write " + target.getFileName() + ": " + e, e);
        }
    }

    private interface Step {
        void run() throws IOException;
    }

    /** Makes the file's directory and does something in it, again if the directory was empty and removed meanwhile. */
    private static void inDirectory(Path file, Step step) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                Files.createDirectories(parent(file));
                step.run();
                return;
            } catch (NoSuchFileException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /** Removes directories of objects that have none left; whoever needs one makes it again. */
    private void removeEmpty(Path directory) {
        Path empty = directory;
        try {
            while (!parent(empty).equals(objects) && !empty.equals(objects)) {
                Files.delete(empty);
                empty = parent(empty);
            }
        } catch (DirectoryNotEmptyException | NoSuchFileException e) {
            // Somebody else's objects are in it, or somebody else was quicker.
        } catch (IOException e) {
            throw new BlobStoreException("cannot delete " + empty.getFileName() + ": " + e, e);
        }
    }

    private Path writeTemporary(byte[] content) {
        try {
            Path temporary = Files.createTempFile(incoming, "", "");
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                ByteBuffer buffer = ByteBuffer.wrap(content);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                if (content.length > 0) {
                    channel.force(true);
                }
            }
            return temporary;
        } catch (IOException e) {
            throw new BlobStoreException("cannot write to the blob store: " + e, e);
        }
    }

    private static Optional<byte[]> read(Path path) {
        try {
            return Optional.of(Files.readAllBytes(path));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new BlobStoreException("cannot read " + path.getFileName() + ": " + e, e);
        }
    }

    private static void remove(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new BlobStoreException("cannot delete " + path.getFileName() + ": " + e, e);
        }
    }

    private static Path parent(Path path) {
        Path parent = path.getParent();
        return parent == null ? path : parent;
    }
}
