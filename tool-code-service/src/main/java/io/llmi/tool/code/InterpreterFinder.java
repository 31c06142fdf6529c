package io.llmi.tool.code;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.llmi.events.Json;

/** Finds the Python to run programs with. */
final class InterpreterFinder {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String PREPARE =
            "Make the Python environment with tool-code-service/python/prepare.sh, or name a Python that has matplotlib,"
                    + " pandas, seaborn and numpy in LLMI_CODE_PYTHON.";
    private static final String QUESTION = """
            import json, os, sys
            from importlib import metadata
            def version(name):
                try:
                    return metadata.version(name)
                except metadata.PackageNotFoundError:
                    return None
            print(json.dumps({
                "executable": sys.executable,
                "prefixes": [sys.prefix, sys.exec_prefix, sys.base_prefix, sys.base_exec_prefix],
                "version": "%d.%d.%d" % sys.version_info[:3],
                "missing": [name for name in ("matplotlib", "pandas", "seaborn", "numpy") if not version(name)],
                "matplotlib": version("matplotlib")}))
            """;

    private final Optional<String> configured;
    private final Map<String, String> environment;

    /** @param environment of this process, for where its user keeps caches */
    InterpreterFinder(Optional<String> configured, Map<String, String> environment) {
        this.configured = configured;
        this.environment = environment;
    }

    Interpreter.Found find() throws InterruptedException {
        List<String> problems = new ArrayList<>();
        for (String candidate : candidates()) {
            Optional<Interpreter> interpreter = ask(candidate, problems);
            if (interpreter.isPresent()) {
                return new Interpreter.Found(interpreter, List.of());
            }
        }
        problems.add(PREPARE);
        return new Interpreter.Found(Optional.empty(), problems);
    }

    /** Where {@code prepare.sh} puts its environment if it is not told otherwise. */
    Optional<Path> preparedDirectory() {
        Optional<Path> cache = Optional.ofNullable(environment.get("XDG_CACHE_HOME"))
                .filter(value -> !value.isEmpty())
                .map(Path::of)
                .or(() -> Optional.ofNullable(environment.get("HOME")).map(home -> Path.of(home, ".cache")));
        return cache.map(directory -> directory.resolve("llmi").resolve("python-" + requirementsHash()));
    }

    private List<String> candidates() {
        if (configured.isPresent()) {
            return List.of(configured.get());
        }
        return Stream.concat(
                        preparedDirectory()
                                .map(directory -> directory.resolve("bin/python"))
                                .filter(Files::exists)
                                .stream()
                                .map(Path::toString),
                        Stream.of("python3"))
                .toList();
    }

    private Optional<Interpreter> ask(String candidate, List<String> problems) throws InterruptedException {
        Command.Output output;
        try {
            output = Command.run(List.of(candidate, "-I", "-c", QUESTION), PATIENCE);
        } catch (IOException e) {
            problems.add("%s cannot be started.".formatted(candidate));
            return Optional.empty();
        }
        if (output.exitCode() != 0) {
            problems.add("%s does not work: %s".formatted(candidate, output.lastErrorLine()));
            return Optional.empty();
        }
        try {
            JsonNode answer = Json.mapper().readTree(output.out());
            if (!answer.path("missing").isEmpty()) {
                List<String> missing = new ArrayList<>();
                answer.path("missing").forEach(name -> missing.add(name.asText()));
                problems.add("%s lacks %s.".formatted(candidate, String.join(", ", missing)));
                return Optional.empty();
            }
            return Optional.of(interpreter(answer));
        } catch (JsonProcessingException e) {
            problems.add("%s is not a Python 3 interpreter.".formatted(candidate));
            return Optional.empty();
        }
    }

    private static Interpreter interpreter(JsonNode answer) {
        Set<Path> directories = new LinkedHashSet<>();
        for (JsonNode prefix : answer.path("prefixes")) {
            Path path = Path.of(prefix.asText()).normalize();
            directories.add(path);
            try {
                directories.add(path.toRealPath());
            } catch (IOException e) {
                // An interpreter that names a directory that is not there runs without it.
                directories.remove(path);
            }
        }
        Path executable = Path.of(answer.path("executable").asText());
        return new Interpreter(
                executable,
                directories.stream()
                        .filter(path -> !path.startsWith("/usr") && path.getNameCount() > 0)
                        .toList(),
                fontCaches(Path.of(answer.path("prefixes").path(0).asText(), "matplotlib")),
                answer.path("version").asText(),
                answer.path("matplotlib").asText());
    }

    private static List<Path> fontCaches(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().matches("fontlist-v\\d+\\.json"))
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static String requirementsHash() {
        try {
            byte[] requirements = SandboxFiles.resource("requirements.txt").getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(requirements), 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
