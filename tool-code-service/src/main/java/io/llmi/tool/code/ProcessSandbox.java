package io.llmi.tool.code;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import org.jboss.logging.Logger;

/** Starts a new process for each program. */
final class ProcessSandbox implements Sandbox {
    private static final Logger LOG = Logger.getLogger(ProcessSandbox.class);

    private final Launcher launcher;
    private final Launch launch;
    private final Limits limits;

    ProcessSandbox(Launcher launcher, Launch launch, Limits limits) {
        this.launcher = launcher;
        this.launch = launch;
        this.limits = limits;
    }

    @Override
    public ProgramResult run(String source, Duration patience) throws InterruptedException {
        Process process;
        try {
            process = launcher.start(launch);
        } catch (IOException e) {
            return new ProgramResult.SandboxFault("the sandbox cannot be started: " + e.getMessage());
        }
        try (Guest guest =
                new ProcessGuest(process, limits.request(launch, List.of(), source), limits.maxOutputBytes())) {
            ProgramResult result = Verdict.of(guest, patience, limits);
            if (LOG.isDebugEnabled()) {
                guest.close();
                LOG.debugf("the program printed: %s", ChartData.clean(guest.printed(), 2000));
            }
            return result;
        }
    }

    /** Each process ends with its program. */
    @Override
    public void close() {}
}
