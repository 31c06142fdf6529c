package io.llmi.standalone.evaluation;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.llmi.events.Json;

/**
 * Results as they come, one JSON object a line, each on disk before the next task is begun: an evaluation that was
 * interrupted goes on from there. Thread-safe.
 */
public final class ResultFile {
    private final Path file;
    private final Map<String, Result> results = new LinkedHashMap<>();

    private ResultFile(Path file) {
        this.file = file;
    }

    /** Opens the file and takes over what is in it; a last line that broke off is left out. */
    public static ResultFile open(Path file) throws IOException {
        ResultFile opened = new ResultFile(file);
        if (Files.exists(file)) {
            for (String line : Files.readString(file).split("\n")) {
                try {
                    Result result = Json.mapper().readValue(line, Result.class);
                    opened.results.put(result.name(), result);
                } catch (JsonProcessingException e) {
                    // The one that was being written when the evaluation was interrupted.
                    continue;
                }
            }
        }
        return opened;
    }

    /** An earlier result of the same question under the same settings, unless there was an error in the way. */
    public synchronized Optional<Result> find(String name, String fingerprint) {
        return Optional.ofNullable(results.get(name))
                .filter(result -> result.fingerprint().equals(fingerprint))
                .filter(result -> result.reward().isPresent());
    }

    /** Keeps a result. */
    public synchronized void add(Result result) {
        results.put(result.name(), result);
        try {
            String line = Json.mapper().writeValueAsString(result) + "\n";
            // A line that broke off must not swallow this one.
            boolean whole = !Files.exists(file) || Files.size(file) == 0 || endsWithLineBreak();
            Files.write(
                    file,
                    ((whole ? "" : "\n") + line).getBytes(StandardCharsets.UTF_8),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** The results of these names, in this order. */
    public synchronized List<Result> of(List<String> names) {
        List<Result> known = new ArrayList<>();
        names.forEach(name -> Optional.ofNullable(results.get(name)).ifPresent(known::add));
        return known;
    }

    private boolean endsWithLineBreak() throws IOException {
        try (RandomAccessFile opened = new RandomAccessFile(file.toFile(), "r")) {
            opened.seek(opened.length() - 1);
            return opened.read() == '\n';
        }
    }
}
