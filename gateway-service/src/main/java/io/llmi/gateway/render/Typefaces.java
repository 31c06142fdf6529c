package io.llmi.gateway.render;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Fonts that a PDF brings along. DejaVu, which is part of the build, has Latin, Greek, Cyrillic, Arabic and more, but no
 * Chinese, Japanese or Korean and no emoji; for what it lacks, an installed TrueType font is looked for.
 */
final class Typefaces {
    private static final String DEJAVU = "/net/sf/jasperreports/fonts/dejavu/";
    static final String TEXT = DEJAVU + "DejaVuSans.ttf";
    static final String BOLD = DEJAVU + "DejaVuSans-Bold.ttf";
    static final String ITALIC = DEJAVU + "DejaVuSans-Oblique.ttf";
    static final String BOLD_ITALIC = DEJAVU + "DejaVuSans-BoldOblique.ttf";
    static final String CODE = DEJAVU + "DejaVuSansMono.ttf";

    private static final List<Path> INSTALLED =
            List.of(Path.of("/usr/share/fonts"), Path.of("/usr/local/share/fonts"), Path.of("/Library/Fonts"));
    private static final int MAX_DEPTH = 6;
    private static final long MAX_BYTES = 64L << 20;

    private Typefaces() {}

    static InputStream open(String resource) {
        InputStream in = Typefaces.class.getResourceAsStream(resource);
        if (in == null) {
            throw new IllegalStateException("the font " + resource + " is missing from the build");
        }
        return in;
    }

    /** The letters of a text that the fonts of the build lack. */
    static BitSet lacking(String text) {
        BitSet lacking = new BitSet();
        Font font = font();
        text.codePoints()
                .filter(c -> !Character.isWhitespace(c) && !Character.isISOControl(c) && !font.canDisplay(c))
                .forEach(lacking::set);
        return lacking;
    }

    /** The installed TrueType font that has most of these letters, if any has one. */
    static Optional<Path> installedFor(BitSet letters) {
        Path best = null;
        int most = 0;
        for (Path directory : INSTALLED) {
            for (Path file : fonts(directory)) {
                int has = count(file, letters);
                if (has > most) {
                    best = file;
                    most = has;
                }
            }
        }
        return Optional.ofNullable(best);
    }

    private static List<Path> fonts(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(directory, MAX_DEPTH)) {
            return files.filter(file -> file.toString().endsWith(".ttf"))
                    .filter(file -> file.toFile().length() <= MAX_BYTES)
                    .sorted()
                    .toList();
        } catch (IOException | java.io.UncheckedIOException e) {
            // A directory that cannot be read holds no fonts for us.
            return List.of();
        }
    }

    private static int count(Path file, BitSet letters) {
        try {
            Font font = Font.createFont(Font.TRUETYPE_FONT, file.toFile());
            return (int) letters.stream().filter(font::canDisplay).count();
        } catch (FontFormatException | IOException e) {
            // Not a font that could be used.
            return 0;
        }
    }

    private static Font font() {
        try (InputStream in = open(TEXT)) {
            return Font.createFont(Font.TRUETYPE_FONT, in);
        } catch (FontFormatException | IOException e) {
            throw new IllegalStateException("the font " + TEXT + " cannot be read", e);
        }
    }
}
