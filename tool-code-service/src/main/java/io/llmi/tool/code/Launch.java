package io.llmi.tool.code;

import java.util.List;
import java.util.Map;

/**
 * How a guest is started.
 *
 * @param arguments the command; what it execs in the end is the runner
 * @param environment all that the command sees of an environment
 * @param work the directory that the program runs in, as it sees it
 * @param processes limit on processes and threads
 */
record Launch(List<String> arguments, Map<String, String> environment, String work, int processes) {
    Launch {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }
}
