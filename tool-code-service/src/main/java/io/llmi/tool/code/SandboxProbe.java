package io.llmi.tool.code;

import java.util.List;
import java.util.Optional;

/**
 * Whether programs can be run here, and what is missing.
 *
 * @param python version of the interpreter
 * @param matplotlib its version
 * @param bwrap version of bubblewrap
 * @param sandboxed whether a program ran in a sandbox
 * @param prewarmed whether programs are forked from an interpreter that has imported everything
 * @param seccomp whether system calls are filtered, too
 * @param usable whether the code tool takes calls; without a sandbox only if the configuration allows that
 * @param problems what is wrong and what to do about it, a sentence or two each; not all keep the tool from working
 */
public record SandboxProbe(
        Optional<String> python,
        Optional<String> matplotlib,
        Optional<String> bwrap,
        boolean sandboxed,
        boolean prewarmed,
        boolean seccomp,
        boolean usable,
        List<String> problems) {
    public SandboxProbe {
        problems = List.copyOf(problems);
    }
}
