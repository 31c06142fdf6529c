package io.llmi.tool.code;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A Python that has what programs import.
 *
 * @param executable its path
 * @param directories what has to be readable for it to run, outside {@code /usr}
 * @param fontCaches matplotlib's prepared font lists; empty if every program has to look for fonts itself
 * @param version for example {@code 3.11.7}
 * @param matplotlib for example {@code 3.10.9}
 */
record Interpreter(Path executable, List<Path> directories, List<Path> fontCaches, String version, String matplotlib) {
    Interpreter {
        directories = List.copyOf(directories);
        fontCaches = List.copyOf(fontCaches);
    }

    /** How the provenance names it. */
    String describe() {
        return "Python " + shortened(version) + " / matplotlib " + shortened(matplotlib);
    }

    private static String shortened(String version) {
        String[] parts = version.split("\\.");
        return parts.length < 2 ? version : parts[0] + "." + parts[1];
    }

    /** What a search for interpreters ends with. */
    record Found(Optional<Interpreter> interpreter, List<String> problems) {
        Found {
            problems = List.copyOf(problems);
        }
    }
}
