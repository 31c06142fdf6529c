package io.llmi.tool.search.library;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import io.llmi.events.Json;
import io.llmi.tool.diffusion.finish.Media;
import io.llmi.tool.diffusion.paint.ScenePainter;
import io.llmi.tool.diffusion.scene.Medium;
import io.llmi.tool.diffusion.scene.PromptReader;
import io.llmi.toolkit.image.ImageEncoder;

/**
 * Draws the shipped library: illustrations that stand in for photographs where there is no web search. Run its main
 * with the library's folder in {@code src/main/resources} after a change to the painter or to {@code pictures.tsv}.
 */
public final class LibraryGenerator {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;
    private static final int MAX_BYTES = 40 * 1024;

    private LibraryGenerator() {}

    /** A line of {@code pictures.tsv}: file name, title, tags, description, prompt. */
    record Line(String name, String title, List<String> tags, String description, String prompt) {
        static Line of(String text) {
            String[] cells = text.split("\\|");
            return new Line(
                    cells[0].strip(),
                    cells[1].strip(),
                    Arrays.asList(cells[2].strip().split(",\\s*")),
                    cells[3].strip(),
                    cells[4].strip());
        }
    }

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        Files.createDirectories(folder);
        List<LibraryEntry> entries = new ArrayList<>();
        for (Line line : lines()) {
            Files.write(folder.resolve(line.name() + ".jpg"), draw(line));
            entries.add(new LibraryEntry(
                    line.name() + ".jpg",
                    line.title() + " (generated stand-in)",
                    line.description(),
                    line.tags(),
                    Optional.of("CC0 1.0"),
                    Optional.of("https://creativecommons.org/publicdomain/zero/1.0/"),
                    Optional.of("LLM-I project"),
                    Optional.empty(),
                    Optional.of("LLM-I project: generated illustration standing in for a photograph")));
        }
        byte[] index = Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(entries);
        Files.write(folder.resolve(PictureSource.INDEX), index);
    }

    static List<Line> lines() throws IOException {
        try (var in = LibraryGenerator.class.getResourceAsStream("/pictures.tsv")) {
            if (in == null) {
                throw new IOException("pictures.tsv is not on the class path");
            }
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                    .lines()
                    .filter(text -> !text.isBlank())
                    .map(Line::of)
                    .toList();
        }
    }

    private static byte[] draw(Line line) throws IOException {
        long seed = line.name().hashCode();
        BufferedImage large =
                ScenePainter.paint(new PromptReader().read(line.prompt(), ""), seed, 2 * WIDTH, 2 * HEIGHT);
        BufferedImage small = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = small.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        g.drawImage(large, 0, 0, WIDTH, HEIGHT, null);
        g.dispose();
        BufferedImage picture = Media.apply(Medium.NATURAL, small, seed);
        float quality = 0.86f;
        byte[] bytes = ImageEncoder.jpeg(picture, quality);
        while (bytes.length > MAX_BYTES) {
            quality -= 0.04f;
            bytes = ImageEncoder.jpeg(picture, quality);
        }
        return bytes;
    }
}
