package io.llmi.tool.code;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmi.events.Json;

/**
 * What one program may use.
 *
 * @param memoryBytes address space of each process, and resident memory of all of them together
 * @param processes processes and threads
 * @param maxSide longest side of a picture in pixels
 */
record Limits(
        long memoryBytes, long tmpBytes, int files, int processes, int cpuSeconds, int maxOutputBytes, int maxSide) {
    private static final long MIB = 1024L * 1024;

    static Limits of(CodeConfig config) {
        return new Limits(
                config.memoryMib() * MIB,
                config.tmpMib() * MIB,
                config.maxFiles(),
                config.maxProcesses(),
                config.timeoutSeconds(),
                (int) (config.maxOutputMib() * MIB),
                config.maxSidePixels());
    }

    /**
     * What the runner reads to run a program.
     *
     * @param fontCaches matplotlib's font lists, for a guest that has to find them itself
     */
    byte[] request(Launch launch, List<Path> fontCaches, String source) {
        ObjectNode limits = Json.mapper()
                .createObjectNode()
                .put("memory", memoryBytes)
                .put("file_size", tmpBytes)
                .put("files", files)
                .put("processes", launch.processes())
                .put("cpu_seconds", cpuSeconds)
                .put("max_side", maxSide)
                .put("work", launch.work());
        fontCaches.forEach(cache -> limits.withArray("font_caches").add(cache.toString()));
        try {
            return Guest.request(Json.mapper().writeValueAsBytes(limits), source.getBytes(StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("numbers can be written as JSON", e);
        }
    }
}
