package io.llmi.tool.code;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmi.events.Json;

/** Makes a result of how a guest ended and what it answered, none of which is to be trusted. */
final class Verdict {
    private static final int SIGKILL_STATUS = 128 + 9;
    private static final int CPU_LIMIT_STATUS = 128 + 24;
    private static final int MAX_WARNINGS = 5;

    private Verdict() {}

    /** Waits for the guest. */
    static ProgramResult of(Guest guest, Duration patience, Limits limits) throws InterruptedException {
        return switch (guest.await(patience, limits.memoryBytes())) {
            case Guest.Waited.Answered(GuestAnswer answer) -> answered(answer, guest, limits);
            case Guest.Waited.OutOfTime() ->
                new ProgramResult.TimedOut(
                        "the program did not end within %d s".formatted(Math.max(1, patience.toSeconds())));
            case Guest.Waited.TooMuch(String reason) -> stopped(reason);
        };
    }

    private static ProgramResult answered(GuestAnswer answer, Guest guest, Limits limits) throws InterruptedException {
        return switch (answer) {
            case GuestAnswer.NeverReady() ->
                new ProgramResult.SandboxFault("the sandbox did not come up: " + lastLine(guest.printed()));
            case GuestAnswer.Ended() -> ended(guest.exitCode(), limits);
            case GuestAnswer.Stopped(String reason) -> stopped(reason);
            case GuestAnswer.Malformed(String problem) ->
                new ProgramResult.Stopped("the program's answer was refused: " + problem);
            case GuestAnswer.Complete complete -> complete(complete);
        };
    }

    private static ProgramResult stopped(String reason) {
        return new ProgramResult.Stopped("the program was stopped because " + ChartData.clean(reason, 300));
    }

    private static ProgramResult ended(int exitCode, Limits limits) {
        return switch (exitCode) {
            case CPU_LIMIT_STATUS ->
                new ProgramResult.TimedOut(
                        "the program used more than %d s of processor time".formatted(limits.cpuSeconds()));
            case SIGKILL_STATUS -> new ProgramResult.NoPicture("the program was killed before its picture was taken");
            default ->
                new ProgramResult.NoPicture(
                        "the program ended before its picture was taken, with exit code " + exitCode);
        };
    }

    private static ProgramResult complete(GuestAnswer.Complete answer) {
        JsonNode head;
        try {
            head = Json.mapper().readTree(answer.head());
        } catch (IOException e) {
            return new ProgramResult.Stopped("the program's answer was refused: its head is not JSON");
        }
        return switch (head.path("status").asText("")) {
            case "ok" ->
                new ProgramResult.Drawn(
                        picture(head, answer.picture()), ChartData.of(head.path("data")), warnings(head));
            case "error" -> {
                int line = head.path("line").asInt(0);
                yield new ProgramResult.Raised(
                        ChartData.clean(head.path("type").asText("Exception"), 100),
                        ChartData.clean(head.path("message").asText(""), 400),
                        line > 0 ? OptionalInt.of(line) : OptionalInt.empty());
            }
            case "no_output" -> new ProgramResult.NoPicture("the program drew no figure");
            default -> new ProgramResult.Stopped("the program's answer was refused: it has no known status");
        };
    }

    private static GuestPicture picture(JsonNode head, byte[] bytes) {
        JsonNode pixels = head.path("pixels");
        return pixels.isObject()
                ? new GuestPicture.Pixels(
                        pixels.path("width").asInt(0), pixels.path("height").asInt(0), bytes)
                : new GuestPicture.Png(bytes);
    }

    private static List<String> warnings(JsonNode head) {
        List<String> warnings = new ArrayList<>();
        for (JsonNode warning : head.path("warnings")) {
            if (warning.isTextual() && warnings.size() < MAX_WARNINGS) {
                warnings.add(ChartData.clean(warning.textValue(), 300));
            }
        }
        return warnings;
    }

    private static String lastLine(String printed) {
        List<String> lines = printed.lines().filter(line -> !line.isBlank()).toList();
        return lines.isEmpty() ? "it ended without a word" : ChartData.clean(lines.getLast(), 300);
    }
}
