package io.llmi.tool.code;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

/**
 * The files that starting a sandbox needs, in a directory that only this user can read.
 *
 * @param runner directory of what runs inside; guests see it
 * @param sockets where pre-warmed interpreters listen; guests do not see it
 * @param seccomp in {@code runner}; empty on an architecture without a filter
 */
record SandboxFiles(Path directory, Path stage, Path runner, Path sockets, Optional<Path> seccomp) {
    static final String STRICT = "strict.py";
    static final String ZYGOTE = "zygote.py";

    private static final List<String> RUNNER = List.of(
            STRICT,
            ZYGOTE,
            "guest/__init__.py",
            "guest/capture.py",
            "guest/cell.py",
            "guest/confine.py",
            "guest/describe.py",
            "guest/fonts.py",
            "guest/limits.py",
            "guest/memo.py",
            "guest/pages.py",
            "guest/program.py",
            "guest/raster.py",
            "guest/warmup.py",
            "guest/wire.py");

    /** Writes them to a new temporary directory, which is deleted when the process ends. */
    static SandboxFiles write() {
        try {
            Path directory = Files.createTempDirectory("llmi-code-");
            directory.toFile().deleteOnExit();
            Path stage = write(directory.resolve("stage.sh"), bytes("stage.sh"));
            Path runner = directory(directory.resolve("runner"), "rwxr-xr-x");
            directory(runner.resolve("guest"), "rwxr-xr-x");
            for (String name : RUNNER) {
                write(runner.resolve(name), bytes("runner/" + name));
            }
            // If this service is root, the interpreter that listens here is another user; nobody else gets this far.
            Path sockets = directory(directory.resolve("sockets"), "rwxrwxrwx");
            Optional<byte[]> filter = SeccompFilter.forArchitecture(System.getProperty("os.arch", ""));
            Optional<Path> seccomp = filter.isPresent()
                    ? Optional.of(write(runner.resolve("seccomp.bpf"), filter.get()))
                    : Optional.empty();
            return new SandboxFiles(directory, stage, runner, sockets, seccomp);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot write the sandbox's files to the temporary directory; make java.io.tmpdir writable", e);
        }
    }

    /** A text file that ships with the tool. */
    static String resource(String name) {
        try (InputStream stream = SandboxFiles.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException(name + " is missing from the application; build it again");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name + " from the application", e);
        }
    }

    private static byte[] bytes(String resource) {
        return resource(resource).getBytes(StandardCharsets.UTF_8);
    }

    private static Path directory(Path path, String permissions) throws IOException {
        Files.createDirectory(path);
        path.toFile().deleteOnExit();
        return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    private static Path write(Path file, byte[] content) throws IOException {
        Files.write(file, content);
        file.toFile().deleteOnExit();
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    }
}
