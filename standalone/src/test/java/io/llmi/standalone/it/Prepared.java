package io.llmi.standalone.it;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Things from other registries than Maven's, installed into a place where later runs find them again. */
final class Prepared {
    static final Path SCRIPTS = Path.of("src/test/clients").toAbsolutePath();

    private Prepared() {}

    /** @param command what installing it needs; a machine without it skips the test and says so */
    static Path of(String what, String command) throws Exception {
        boolean installed =
                new ProcessBuilder("sh", "-c", "command -v " + command).start().waitFor() == 0;
        assumeTrue(installed, command + " is not installed; " + what + " needs it");
        Path target = Path.of("target", "prepared-" + what).toAbsolutePath();
        run("sh", SCRIPTS.resolve("prepare.sh").toString(), what, target.toString());
        return target;
    }

    /** Runs a command to its end, which has to be a good one. */
    static void run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        boolean ended = process.waitFor(5, TimeUnit.MINUTES);

        assertThat(ended && process.exitValue() == 0).as(output).isTrue();
    }
}
