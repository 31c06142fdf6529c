package io.llmi.tool.code;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The files that starting a sandbox needs, in a directory that only this user can read and no guest can see.
 *
 * @param seccomp empty on an architecture without a filter
 */
record SandboxFiles(Path directory, Path stage, Path runner, Optional<Path> seccomp) {
    /** Writes them to a new temporary directory, which is deleted when the process ends. */
    static SandboxFiles write() {
        try {
            Path directory = Files.createTempDirectory("llmi-code-");
            directory.toFile().deleteOnExit();
            Path stage = write(directory, "stage.sh", resource("stage.sh").getBytes(StandardCharsets.UTF_8));
            Path runner = write(directory, "runner.py", resource("runner.py").getBytes(StandardCharsets.UTF_8));
            Optional<byte[]> filter = SeccompFilter.forArchitecture(System.getProperty("os.arch", ""));
            Optional<Path> seccomp =
                    filter.isPresent() ? Optional.of(write(directory, "seccomp.bpf", filter.get())) : Optional.empty();
            return new SandboxFiles(directory, stage, runner, seccomp);
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

    private static Path write(Path directory, String name, byte[] content) throws IOException {
        Path file = Files.write(directory.resolve(name), content);
        file.toFile().deleteOnExit();
        return file;
    }
}
