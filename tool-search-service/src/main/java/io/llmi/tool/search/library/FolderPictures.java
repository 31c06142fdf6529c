package io.llmi.tool.search.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A folder that the operator chose, with an {@code index.json} or, without one, named by its files. */
public final class FolderPictures implements PictureSource {
    private static final Set<String> ENDINGS = Set.of("png", "jpg", "jpeg", "webp");
    private static final long MAX_BYTES = 32L * 1024 * 1024;
    private final Path folder;

    public FolderPictures(Path folder) {
        this.folder = folder;
    }

    @Override
    public long version() {
        return Math.max(modified(folder), modified(folder.resolve(INDEX)));
    }

    @Override
    public String identity() {
        return folder.toString();
    }

    private static long modified(Path path) {
        try {
            return Files.getLastModifiedTime(path).toMillis();
        } catch (IOException e) {
            // Absent counts as old; whoever reads the entries reports what is wrong.
            return 0;
        }
    }

    @Override
    public List<LibraryEntry> entries() throws LibraryException {
        Path index = folder.resolve(INDEX);
        try {
            return Files.exists(index) ? PictureSource.parse(Files.readAllBytes(index)) : named();
        } catch (IOException e) {
            throw new LibraryException("the picture folder " + folder + " cannot be read; see llmi.search.library", e);
        }
    }

    private List<LibraryEntry> named() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(path -> path.getFileName().toString())
                    .filter(name -> ENDINGS.contains(
                            name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT)))
                    .sorted()
                    .map(FolderPictures::byName)
                    .toList();
        }
    }

    private static LibraryEntry byName(String file) {
        Optional<String> unknown = Optional.empty();
        String title = file.substring(0, file.lastIndexOf('.'))
                .replaceAll("[-_.]+", " ")
                .strip();
        return new LibraryEntry(file, title, "", List.of(), unknown, unknown, unknown, unknown, unknown);
    }

    /** Only what really lies inside the folder is handed out, wherever links point. */
    @Override
    public byte[] read(LibraryEntry entry) throws LibraryException {
        try {
            Path real = folder.resolve(entry.file()).toRealPath();
            if (!real.startsWith(folder.toRealPath())) {
                throw new LibraryException("the picture " + entry.file() + " lies outside of the library's folder");
            }
            if (Files.size(real) > MAX_BYTES) {
                throw new LibraryException("the picture " + entry.file() + " is larger than 32 MiB");
            }
            return Files.readAllBytes(real);
        } catch (IOException | InvalidPathException e) {
            throw new LibraryException("the picture " + entry.file() + " of the library cannot be read", e);
        }
    }
}
