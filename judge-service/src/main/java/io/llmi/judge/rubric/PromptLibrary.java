package io.llmi.judge.rubric;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The judges' prompts: files {@code <rubric>-<name>.md} of the jar, or of a directory, which goes first. A prompt of the
 * jar is never reworded: another wording is another file.
 */
public final class PromptLibrary {
    private static final int HASH_DIGITS = 12;

    private final Optional<Path> directory;

    /** @param directory of prompts that go before those of the jar */
    public PromptLibrary(Optional<Path> directory) {
        this.directory = directory;
    }

    /**
     * A prompt.
     *
     * @param name such as {@code v1}
     * @throws IllegalArgumentException if there is none of this name, or it is none
     */
    public Prompt find(Rubric<?> rubric, String name) {
        if (!name.matches("[a-zA-Z0-9._-]{1,40}") || name.startsWith(".")) {
            throw new IllegalArgumentException("not the name of a judge's prompt: letters, digits, dots and dashes");
        }
        String file = rubric.name() + "-" + name + ".md";
        Optional<Path> own = directory.map(path -> path.resolve(file)).filter(Files::isRegularFile);
        try {
            if (own.isPresent()) {
                byte[] bytes = Files.readAllBytes(own.get());
                return new Prompt(name + "+" + hash(bytes), new String(bytes, StandardCharsets.UTF_8));
            }
            try (InputStream in = PromptLibrary.class.getResourceAsStream(file)) {
                if (in == null) {
                    throw new IllegalArgumentException("there is no judge's prompt " + file
                            + directory
                                    .map(path -> " in " + path + " or in the jar")
                                    .orElse(" in the jar"));
                }
                return new Prompt(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the judge's prompt " + file + " cannot be read", e);
        }
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes))
                    .substring(0, HASH_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
