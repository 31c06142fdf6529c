package io.llmi.tool.code;

import java.util.List;
import java.util.OptionalInt;

/** How the run of a program ended. Texts and bytes come from the program or through it, with their sizes bounded. */
sealed interface ProgramResult {
    record Drawn(GuestPicture picture, ChartData data, List<String> warnings) implements ProgramResult {
        public Drawn {
            warnings = List.copyOf(warnings);
        }
    }

    /** @param line in the program, from 1 */
    record Raised(String type, String message, OptionalInt line) implements ProgramResult {}

    /** The program drew nothing, or ended before its picture could be taken. */
    record NoPicture(String reason) implements ProgramResult {}

    /** Used up its time. */
    record TimedOut(String reason) implements ProgramResult {}

    /** Was stopped because it used too much of something else. */
    record Stopped(String reason) implements ProgramResult {}

    /** The sandbox itself did not start; the program did not run. */
    record SandboxFault(String reason) implements ProgramResult {}
}
