package io.llmi.standalone.cli;

import java.util.concurrent.Callable;

import picocli.CommandLine.Command;

/** Says what was found on this machine and what is missing. */
@Command(name = "doctor", mixinStandardHelpOptions = true, description = "Checks what this machine has and lacks.")
public class DoctorCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        return 0;
    }
}
