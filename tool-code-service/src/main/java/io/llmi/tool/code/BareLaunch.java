package io.llmi.tool.code;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The command that runs a program with this service's rights, for operators who asked for that. */
final class BareLaunch {
    /** Processes are counted together with those of the user, so a limit that binds would hit this service. */
    private static final int MANY = 4096;

    private BareLaunch() {}

    static Launch launch(Interpreter interpreter, SandboxFiles files, Map<String, String> ownEnvironment) {
        try {
            Path home = Files.createDirectories(files.directory().resolve("home"));
            return new Launch(
                    List.of(
                            interpreter.executable().toString(),
                            "-I",
                            "-B",
                            files.runner().resolve(SandboxFiles.STRICT).toString()),
                    Host.guestEnvironment(home.toString(), ownEnvironment),
                    home.resolve("work").toString(),
                    MANY);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + files.directory(), e);
        }
    }
}
