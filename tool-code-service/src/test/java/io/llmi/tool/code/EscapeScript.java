package io.llmi.tool.code;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A hostile program from the resources. Its head says what it tries, which numbered bad input of the hardening list it is,
 * if any, and how its call must end: {@code PICTURE} or codes of failures, and a pattern for the message.
 */
record EscapeScript(String name, OptionalInt input, List<String> outcomes, Pattern message, String code) {
    private static final Path DIRECTORY = Path.of("src/test/resources/io/llmi/tool/code/escape");
    private static final Pattern INPUT = Pattern.compile("^# input: (\\d+)$", Pattern.MULTILINE);
    private static final Pattern EXPECT = Pattern.compile("^# expect: ([A-Z_|]+) ?(.*)$", Pattern.MULTILINE);

    static List<EscapeScript> all() {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            return files.sorted().map(EscapeScript::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EscapeScript read(Path file) {
        try {
            String code = Files.readString(file);
            Matcher expect = EXPECT.matcher(code);
            if (!expect.find()) {
                throw new IllegalStateException(file + " does not say what to expect");
            }
            Matcher input = INPUT.matcher(code);
            return new EscapeScript(
                    file.getFileName().toString().replace(".py", ""),
                    input.find() ? OptionalInt.of(Integer.parseInt(input.group(1))) : OptionalInt.empty(),
                    List.of(expect.group(1).split("\\|")),
                    Pattern.compile(expect.group(2)),
                    code);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return input.isPresent() ? name + " (bad input %d)".formatted(input.getAsInt()) : name;
    }
}
