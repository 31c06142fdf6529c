package io.llmi.tool.code;

import java.util.Optional;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How programs are run. */
@ConfigMapping(prefix = "llmi.code")
public interface CodeConfig {
    /**
     * The Python interpreter, which must have matplotlib, pandas, seaborn and numpy. Without it: the environment that
     * {@code python/prepare.sh} made, else {@code python3} if it has them.
     */
    Optional<String> python();

    /**
     * How programs are started: {@code prewarmed} forks each from an interpreter that has imported everything and waits
     * in a sandbox of its own; {@code strict} starts a new interpreter for each, which takes a second longer.
     */
    @WithDefault("prewarmed")
    CodeMode mode();

    /** After how many minutes a pre-warmed interpreter is replaced. */
    @WithDefault("60")
    @Min(1)
    @Max(1440)
    int prewarmedMaxMinutes();

    /** After how many programs a pre-warmed interpreter is replaced. */
    @WithDefault("1000")
    @Min(1)
    int prewarmedMaxPrograms();

    /** The bubblewrap command. */
    @WithDefault("bwrap")
    String bwrap();

    /** The longest that one program may run, in seconds, also of processor time. */
    @WithDefault("20")
    @Min(1)
    @Max(600)
    int timeoutSeconds();

    /** Memory for one program in MiB: address space of each process, and resident memory of all of them. */
    @WithDefault("1024")
    @Min(256)
    @Max(65536)
    int memoryMib();

    /** Size of a program's own file system in MiB; it is memory. */
    @WithDefault("64")
    @Min(1)
    @Max(4096)
    int tmpMib();

    /** How many files a program may create. */
    @WithDefault("4096")
    @Min(64)
    int maxFiles();

    /** How many processes and threads a program may have. */
    @WithDefault("16")
    @Min(4)
    @Max(256)
    int maxProcesses();

    /** The largest picture in MiB, before it is encoded anew. */
    @WithDefault("16")
    @Min(1)
    @Max(256)
    int maxOutputMib();

    /** The longest side of a picture in pixels. */
    @WithDefault("4096")
    @Min(256)
    @Max(16384)
    int maxSidePixels();

    /**
     * Runs programs with the rights of this service where no sandbox can be had. A language model wrote them: only for
     * a machine that holds nothing of value.
     */
    @WithDefault("false")
    boolean allowRunningWithoutASandbox();
}
